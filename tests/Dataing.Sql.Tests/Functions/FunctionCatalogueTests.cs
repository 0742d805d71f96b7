using Dataing.Sql.Dialects;
using Dataing.Sql.Functions;
using Shouldly;
using Xunit;

namespace Dataing.Sql.Tests.Functions;

public sealed class FunctionCatalogueTests
{
    public static TheoryData<string> Dialects => [.. SqlDialect.All.Select(d => d.Name)];

    [Theory, MemberData(nameof(Dialects))]
    public void Every_dialect_has_a_catalogue_with_the_plain_aggregates(string dialect)
    {
        var catalogue = Catalogue(dialect);
        foreach (var name in new[] { "count", "sum", "min", "max", "avg" })
            catalogue.Find(name).ShouldNotBeNull().Is(FunctionClasses.Aggregate).ShouldBeTrue(name);
    }

    [Theory, MemberData(nameof(Dialects))]
    public void No_catalogue_has_a_function_that_acts(string dialect)
    {
        string[] acting =
        [
            "pg_sleep",
            "pg_read_file",
            "lo_export",
            "dblink",
            "nextval",
            "setval",
            "set_config",
            "query_to_xml",
            "ts_stat",
            "txid_current",
            "pg_advisory_lock",
            "sleep",
            "benchmark",
            "load_file",
            "get_lock",
            "release_lock",
            "load_extension",
            "readfile",
            "writefile",
            "edit",
            "read_csv",
            "read_parquet",
            "read_text",
            "glob_files",
            "query",
            "query_table",
            "getenv",
            "getvariable",
            "sniff_csv",
            "url",
            "file",
            "remote",
            "s3",
            "jdbc",
            "odbc",
            "mysql",
            "executable",
            "input",
            "dictget",
            "hostname",
            "getsetting",
            "external_query",
            "result_scan",
            "infer_schema",
            "identifier",
            "system$wait",
            "read_files",
            "ai_query",
            "http_request",
            "java_method",
            "reflect",
            "secret",
            "openrowset",
            "openquery",
            "opendatasource",
            "xp_cmdshell",
            "sys_exec",
            "raw_query",
            "pg_terminate_backend",
            "sleepeachrow",
        ];
        var catalogue = Catalogue(dialect);
        // SQL Server's query is a method of its XML type and stands only behind a column.
        acting.Where(name => catalogue.Find(name) is not null && (dialect, name) != ("sqlserver", "query")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sumIf", true)]
    [InlineData("uniqExactArray", true)]
    [InlineData("quantileTDigestIfMerge", true)]
    [InlineData("avgOrNullState", true)]
    [InlineData("lowerIf", false)]
    [InlineData("sleepIf", false)]
    [InlineData("If", true)]
    [InlineData("MergeState", false)]
    public void ClickHouse_aggregates_carry_combinators(string name, bool allowed) =>
        (Catalogue("clickhouse").Find(name) is not null).ShouldBe(allowed);

    [Fact]
    public void A_misspelt_function_has_near_names() => Catalogue("postgres").Near("date_trnc").ShouldContain("date_trunc");

    private static FunctionCatalogue Catalogue(string dialect) => FunctionCatalogue.For(SqlDialect.Find(dialect)!);
}

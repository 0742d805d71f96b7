using Dataing.Core.DataSources;

namespace Dataing.Adapters.Tests.DataSources.Files;

/// <summary>Which type a column of a delimited file is read as.</summary>
public sealed class CsvColumnTypeTests : FilesTest
{
    public static TheoryData<string, string, string> ColumnTypes { get; } =
        new()
        {
            { "whole numbers", "1|2|-3", "BIGINT" },
            { "whole numbers beyond 64 bits", "1|99999999999999999999", "HUGEINT" },
            { "ids with leading zeros", "007|012|13", "VARCHAR" },
            { "phone numbers", "+491234|+491235", "VARCHAR" },
            { "numbers", "1|2.50|1e3", "DOUBLE" },
            { "numbers with a leading zero", "01.50|2.50", "VARCHAR" },
            { "money with 30 digits", "12345678901234567890.123456789|1.5", "DECIMAL(38,10)" },
            { "money with 34 digits before the point", "1234567890123456789012345678901234.1234|1.5", "DECIMAL(38,4)" },
            { "rates with 30 places", "0.123456789012345678901234567891|1.5", "DECIMAL(38,30)" },
            { "hashes of 128 bits", "340282366920938463463374607431768211455|7", "UHUGEINT" },
            { "coordinates", "-73.98765432109876|40.1", "DOUBLE" },
            { "a price with a currency in it", "12.50|12.50 EUR|13", "VARCHAR" },
            { "digits with separators", "1_000|2_000", "VARCHAR" },
            { "decimal commas", "1.234,56|7|-0,5", "DOUBLE" },
            { "decimal commas, unquoted or not", "12,5|3,125", "DOUBLE" },
            { "thousands set apart", "1,234.50|12|-3,000,000.25", "DOUBLE" },
            { "thousands or decimals", "1,234|12,345", "VARCHAR" },
            { "thousands without decimals", "1,234,567|12,345", "VARCHAR" },
            { "lists of ids", "101,204,305|7", "VARCHAR" },
            { "commas both ways", "1.234,56|1,234.56", "VARCHAR" },
            { "more digits than a number holds", "12.345.678.901.234,56|1,5", "VARCHAR" },
            { "dates", "2026-01-02|2026-02-28", "DATE" },
            { "a date that does not exist", "2026-01-02|2026-02-30", "VARCHAR" },
            { "timestamps", "2026-01-02 03:04:05|2026-01-02T03:04:05.123", "TIMESTAMP" },
            { "timestamps and dates", "2026-01-02 03:04|2026-01-02", "TIMESTAMP" },
            { "points in time", "2026-01-02T03:04:05Z|2026-01-02T03:04:05+02:00", "TIMESTAMP WITH TIME ZONE" },
            { "with and without a zone", "2026-01-02T03:04:05Z|2026-01-02T03:04:05", "VARCHAR" },
            { "day first", "31/12/2025|01/02/2026", "DATE" },
            { "month first", "12/31/2025 10:00|01/02/2026 11:30", "TIMESTAMP" },
            { "day or month first", "01/02/2026|02/03/2026", "VARCHAR" },
            { "dotted dates", "31.12.2025|01.02.2026", "DATE" },
            { "times", "10:00|11:30", "TIME" },
            { "truth", "true|FALSE|True", "BOOLEAN" },
            { "yes and no", "yes|no", "VARCHAR" },
            { "nothing at all", "||", "VARCHAR" },
            { "numbers, some missing", "1||NULL", "BIGINT" },
        };

    [Theory]
    [MemberData(nameof(ColumnTypes))]
    public async Task A_text_column_is_read_as_the_narrowest_type_that_loses_nothing(string name, string values, string expected)
    {
        var rows = values.Split('|');
        Folder.Write("t.csv", $"id;v\n{string.Join('\n', rows.Select((v, i) => $"{i};{v}"))}\n");
        await using var source = await OpenAsync();
        var table = (await source.DiscoverAsync(Token)).Tables.ShouldHaveSingleItem(name);
        table.Columns[1].NativeType.ShouldBe(expected, name);
        (await source.RowAsync("SELECT count(*), count(v) FROM t")).ShouldBe([
            (long)rows.Length,
            (long)rows.Count(r => r is not ("" or "NULL")),
        ]);
    }

    [Theory]
    [InlineData("12345", "#12345")]
    [InlineData("99999999999999999999", "n/a")]
    [InlineData("1.25", "1,25")]
    [InlineData("true", "perhaps")]
    [InlineData("2026-01-10", "soon")]
    [InlineData("2026-01-10 10:00:00", "10 o'clock")]
    [InlineData("2026-01-10T10:00:00Z", "10 o'clock")]
    [InlineData("10:00:00", "noon")]
    [InlineData("31/12/2025", "new year")]
    public async Task A_text_after_the_sample_turns_a_column_of_any_type_into_text(string usual, string late)
    {
        var rows = Enumerable.Range(1, 3_000).Select(i => i == 2_900 ? $"{i},\"{late}\"" : $"{i},{usual}");
        Folder.Write("t.csv", $"id,value\n{string.Join('\n', rows)}\n");
        await using var source = await OpenAsync();
        (await source.RowAsync("SELECT value FROM t WHERE id = 2900")).ShouldBe([late]);
        (await source.RowAsync("SELECT value FROM t WHERE id = 1")).ShouldBe([usual]);
    }

    [Fact]
    public async Task One_misfit_after_the_sample_keeps_the_column_readable()
    {
        var rows = Enumerable.Range(1, 5_000).Select(i => i == 4_000 ? "4000,12.50 EUR," : $"{i},12.50,{(i > 3_000 ? i : null)}");
        Folder.Write("t.csv", $"id,price,late\n{string.Join('\n', rows)}\n");
        await using var source = await OpenAsync();
        (await source.DiscoverAsync(Token)).Tables[0].Columns.Select(c => c.NativeType).ShouldBe(["BIGINT", "VARCHAR", "BIGINT"]);
        (await source.RowAsync("SELECT price FROM t WHERE id = 4000")).ShouldBe(["12.50 EUR"]);
        (await source.RowAsync("SELECT count(*), count(late) FROM t")).ShouldBe([5_000L, 1_999L]);
    }

    [Fact]
    public async Task Decimal_commas_are_the_numbers_they_mean()
    {
        Folder.Write("t.csv", "id;price;total\n1;1.234,56;-1,234.5\n2;7;8\n3;0,25;\n");
        await using var source = await OpenAsync();
        (await source.RowAsync("SELECT price, total FROM t WHERE id = 1")).ShouldBe([1234.56, -1234.5]);
    }

    [Theory]
    [InlineData("1,234", "12,345", "thousands or decimals apart")]
    [InlineData("01/02/2026", "03/04/2026", "day first or the month first")]
    public async Task A_column_that_reads_two_ways_stays_text_and_is_named(string one, string other, string says)
    {
        Folder.Write("t.csv", $"id;v;n\n1;{one};7\n2;{other};8\n");
        await using var source = await OpenAsync();
        var schema = await source.DiscoverAsync(Token);
        schema.Tables[0].Columns[1].Type.ShouldBe(LogicalType.String);
        var warning = schema.Warnings.ShouldHaveSingleItem();
        warning.ShouldStartWith("t: ");
        warning.ShouldContain(says);
        warning.ShouldContain(" v ");
    }

    [Theory]
    [InlineData("2.3.1", "5.12.0", LogicalType.String)]
    [InlineData("2.3.31", "5.12.10", LogicalType.String)]
    [InlineData("31.12.2025", "01.02.2026", LogicalType.Date)]
    public async Task A_version_is_not_a_date(string one, string other, LogicalType type)
    {
        Folder.Write("releases.csv", $"id,version\n1,{one}\n2,{other}\n");

        await using var source = await OpenAsync();

        var table = (await source.DiscoverAsync(TestContext.Current.CancellationToken)).Tables.ShouldHaveSingleItem();
        table.Columns[1].Type.ShouldBe(type);
    }
}

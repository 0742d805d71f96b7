using System.Security.Cryptography;
using System.Text;
using Dataing.Core.Alerts;
using Dataing.Core.Analysts;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Core.Reasoning;

namespace Dataing.Core.Tests.Reasoning.Egress;

/// <summary>A case in which personal data stands in every place where data can stand.</summary>
internal static class Clinic
{
    public const string Person = "Ingeborg O'Dowd";
    public const string Mail = "ingeborg@odowd.example";
    public const long Phone = 4_512_345_678;

    public static IReadOnlyList<TableSchema> Tables { get; } =
    [
        Table("patients", "full_name VARCHAR", "email VARCHAR", "phone BIGINT", "born DATE", "city VARCHAR"),
        Table("visits", "visit_id BIGINT", "full_name VARCHAR", "reach VARCHAR", "payload VARCHAR", "ward VARCHAR", "device VARCHAR"),
    ];

    public static CaseFacts Facts(params Evidence[] evidence) =>
        new()
        {
            Alert = new AnomalyAlert { Dataset = "visits", Title = $"{Person} <{Mail}> complains" },
            Dialect = "duckdb",
            Tables = Tables,
            Evidence = evidence,
        };

    public static Evidence Result(string sql, string[] columns, params object?[][] rows) =>
        new()
        {
            Id = "q-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)).AsSpan(0, 5)),
            HypothesisId = "h1",
            Sql = sql,
            RowCount = rows.Length,
            Columns = columns,
            Rows = rows,
            Interpretation = "As it is.",
        };

    public static Evidence PeopleByWard { get; } =
        Result(
            "SELECT full_name, ward, count(*) AS n FROM visits GROUP BY 1, 2",
            ["full_name", "ward", "n"],
            [Person, "North", 90L],
            ["Someone Else", "South", 40L],
            ["Rare Bird", "Attic", 1L]
        );

    public static IncidentProfile Profile(string column, object? value) =>
        new()
        {
            Scope = new Scope
            {
                Table = "visits",
                Predicate = [new ScopeCondition(column, "=", value)],
                AffectedRows = 90,
            },
            Contributions = [new SegmentContribution($"{column} = '{value}'", 0.1, 0.9, 1)],
            ChangedColumns = [$"ward: {value} in most rows"],
        };

    private static TableSchema Table(string name, params string[] columns) =>
        new(
            new TableName(null, null, name),
            [.. columns.Select(c => c.Split(' ')).Select(c => new ColumnSchema(c[0], LogicalType.String, c[1]))]
        );
}

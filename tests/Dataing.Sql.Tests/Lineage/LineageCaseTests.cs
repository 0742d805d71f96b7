using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;
using Dataing.Sql.Lineage;
using Dataing.Sql.Parsing;

namespace Dataing.Sql.Tests.Lineage;

/// <summary>The table of lineage: common tables, stars, aliases, unions, struct fields, laterals, pivots and windows in the dialects that have them.</summary>
public sealed class LineageCaseTests
{
    private static readonly CatalogSnapshot Catalog = CatalogSnapshot.FromJson(File.ReadAllText(PathOf("lineage.schema.json")));

    public static TheoryData<string> Cases => [.. File.ReadLines(PathOf("lineage.cases")).Where(l => l.Length > 0 && l[0] != '#')];

    [Theory, MemberData(nameof(Cases))]
    public void Every_column_is_traced(string line)
    {
        var parts = line.Split(" | ");
        var dialect = SqlDialect.Find(parts[0])!;
        var lineage = QueryLineage.Of(SqlParser.Parse(parts[1], dialect), dialect, Catalog);
        string.Join("; ", lineage.Columns.Select(Said)).ShouldBe(parts[2].Trim());
    }

    private static string Said(ColumnLineage column) =>
        $"{column.Name}={string.Join('+', column.Origins).Replace("shop.", "", StringComparison.Ordinal)}{(column.IsDirect ? "!" : "")}";

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Lineage", name);
}

using System.Globalization;
using Dataing.Bench.Sql.Fuzzing;
using Dataing.Sql.Dialects;

namespace Dataing.Bench.Sql.Engines;

/// <summary>A few tables with awkward names and values, the same in every engine.</summary>
internal sealed record WorldTable(string Name, IReadOnlyList<WorldColumn> Columns)
{
    public static IReadOnlyList<WorldTable> All { get; } =
    [
        new(
            "orders",
            [Number("id"), Number("customer_id"), Number("amount"), Text("status"), Date("placed"), Number("order"), Text("note")]
        ),
        new("customers", [Number("id"), Text("name"), Text("country"), Date("joined"), Number("Odd Name")]),
        new("order items", [Number("order_id"), Text("sku"), Number("qty"), Number("unit price")]),
        new("users", [Number("id"), Text("name"), Text("email"), Date("created_at")]),
    ];

    public static IEnumerable<string> Statements(SqlDialect dialect)
    {
        foreach (var table in All)
        {
            var columns = table.Columns.Select(c => $"{Quote(c.Name, dialect)} {TypeOf(c, dialect)}");
            yield return $"CREATE TABLE {Quote(table.Name, dialect)} ({string.Join(", ", columns)})";
            yield return $"INSERT INTO {Quote(table.Name, dialect)} VALUES {string.Join(", ", Rows(table, dialect))}";
        }
    }

    public static string Quote(string name, SqlDialect dialect) => dialect.Family == DialectFamily.MySql ? $"`{name}`" : $"\"{name}\"";

    private static IEnumerable<string> Rows(WorldTable table, SqlDialect dialect)
    {
        var dice = new Dice(7, (ulong)table.Name.Length);
        for (var row = 0; row < 14; row++)
            yield return $"({string.Join(", ", table.Columns.Select(c => Value(c, row, dice, dialect)))})";
    }

    private static string Value(WorldColumn column, int row, Dice dice, SqlDialect dialect)
    {
        if (column.Name == "id")
            return row.ToString(CultureInfo.InvariantCulture);
        if (dice.OneIn(5))
            return "NULL";
        return column.Kind switch
        {
            ValueKind.Number when column.Name is "amount" or "unit price" => (dice.Below(2_000) - 500).ToString(
                CultureInfo.InvariantCulture
            ) + ".25",
            ValueKind.Number => dice.Below(12).ToString(CultureInfo.InvariantCulture),
            ValueKind.Date => $"'2026-0{1 + dice.Below(9)}-1{dice.Below(9)}'",
            _ => Literal(
                dice.Of((string[])["new", "paid", "it's", "100%", "a_b", "back\\slash", "DE", "fr", "", "semi;colon", "dash--dash", "ü"]),
                dialect
            ),
        };
    }

    private static string Literal(string text, SqlDialect dialect) =>
        "'"
        + text.Replace("'", "''", StringComparison.Ordinal)
            .Replace("\\", dialect.Family == DialectFamily.MySql ? "\\\\" : "\\", StringComparison.Ordinal)
        + "'";

    private static string TypeOf(WorldColumn column, SqlDialect dialect) =>
        column.Kind switch
        {
            ValueKind.Number => column.Name is "amount" or "unit price" ? "DECIMAL(10, 2)" : "INTEGER",
            ValueKind.Date => dialect.Family == DialectFamily.Sqlite ? "TEXT" : "DATE",
            _ => "VARCHAR(40)",
        };

    private static WorldColumn Number(string name) => new(name, ValueKind.Number);

    private static WorldColumn Text(string name) => new(name, ValueKind.Text);

    private static WorldColumn Date(string name) => new(name, ValueKind.Date);
}

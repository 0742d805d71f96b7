using Dataing.Adapters.DataSources.DuckDb;
using Dataing.Adapters.DataSources.DuckDb.Engine;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>
/// Objects within rows become columns of their own, named by the path to them (<c>customer.address.country</c>): only a column can be measured,
/// or rows cut by it. Lists and maps stay as they are.
/// </summary>
internal static class NestedColumns
{
    private const int MostColumns = 1_000;

    /// <summary>What to select in place of <c>*</c>; null when no column holds an object, or paths and names would collide or be too many.</summary>
    public static string? Of(DuckDbConnection connection, string from)
    {
        using var cursor = connection.Select($"SELECT * FROM {from} LIMIT 0");
        if (!cursor.Columns.Any(IsObject))
            return null;
        var paths = cursor.Columns.SelectMany(column => Leaves([], column)).ToList();
        var names = paths.Select(path => string.Join('.', path)).ToList();
        if (names.Count > MostColumns || names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count)
            return null;
        return string.Join(", ", paths.Select((path, i) => $"{Expression(path)} AS {DuckDbText.Name(names[i])}"));
    }

    private static bool IsObject(DuckDbColumn column) => column.Type is { Id: DuckDbTypeId.Struct, Children.Count: > 0 };

    private static IEnumerable<string[]> Leaves(string[] above, DuckDbColumn column)
    {
        string[] path = [.. above, column.Name];
        return IsObject(column) ? column.Type.Children.SelectMany(field => Leaves(path, field)) : [path];
    }

    private static string Expression(string[] path) =>
        path.Skip(1).Aggregate(DuckDbText.Name(path[0]), (value, field) => $"struct_extract({value}, {DuckDbText.Literal(field)})");
}

using System.Text.Json;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;

namespace Dataing.Host.Sql;

/// <summary>A query with the dialect it is in, as given by one argument or one line of JSON.</summary>
internal sealed record SqlQuestion(string Sql, SqlDialect Dialect, JsonElement? Id = null);

/// <summary>Something given to `dataing sql` that cannot be used; the message says what to give instead.</summary>
internal sealed class UnusableSqlInputException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Reads what `dataing sql` is given.</summary>
internal static class SqlInput
{
    private const int LongestText = 16 << 20;

    /// <summary>The query of the argument or of standard input.</summary>
    public static async Task<string> QueryAsync(string? argument, TextReader input, CancellationToken cancellationToken)
    {
        if (argument is not null and not "-")
            return argument;
        var text = await input.ReadToEndAsync(cancellationToken);
        return text.Length <= LongestText ? text : throw new UnusableSqlInputException("The query is longer than 16 MB.");
    }

    public static SqlDialect Dialect(string? name) =>
        name is null
            ? throw new UnusableSqlInputException("Say which dialect the query is in with --dialect.")
            : SqlDialect.Find(name)
                ?? throw new UnusableSqlInputException($"There is no dialect {name}; the dialects are {SqlOptions.DialectNames}.");

    /// <summary>One line of JSON: {"dialect": …, "sql": …}; an "id" is handed back with the answer.</summary>
    public static SqlQuestion Question(string line, string? defaultDialect)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("sql", out var sql) || sql.ValueKind != JsonValueKind.String)
                throw new UnusableSqlInputException("A line must be an object with \"sql\" and \"dialect\".");
            var dialect =
                root.TryGetProperty("dialect", out var written) && written.ValueKind == JsonValueKind.String
                    ? written.GetString()
                    : defaultDialect;
            return new SqlQuestion(sql.GetString() ?? "", Dialect(dialect), root.TryGetProperty("id", out var id) ? id.Clone() : null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UnusableSqlInputException($"The line is no JSON: {e.Message}", e);
        }
    }

    public static CatalogSnapshot? Catalog(string? path) => path is null ? null : Read(path, "schema", CatalogSnapshot.FromJson);

    public static QueryPolicy Policy(string? path) => path is null ? QueryPolicy.Default : Read(path, "policy", QueryPolicy.FromJson);

    private static T Read<T>(string path, string what, Func<string, T> parse)
    {
        try
        {
            return parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UnusableSqlInputException($"The {what} file {path} cannot be read: {e.Message}", e);
        }
        catch (JsonException e)
        {
            throw new UnusableSqlInputException($"The {what} file {path} is not valid: {e.Message}", e);
        }
    }
}

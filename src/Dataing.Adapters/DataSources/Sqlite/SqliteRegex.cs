using System.Text.RegularExpressions;
using SQLitePCL;

namespace Dataing.Adapters.DataSources.Sqlite;

/// <summary>The REGEXP operator, which the engine names but does not have. Matching takes linear time, whatever the pattern.</summary>
internal static class SqliteRegex
{
    public const string Name = "regexp";

    private const int KeptPatterns = 64;

    public static void Register(sqlite3 handle)
    {
        var patterns = new Dictionary<string, Regex>();
        raw.sqlite3_create_function(
            handle,
            Name,
            2,
            raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC,
            null,
            (context, _, arguments) => Match(context, arguments[0], arguments[1], patterns)
        );
    }

    /// <summary><c>text REGEXP pattern</c> arrives as regexp(pattern, text).</summary>
    private static void Match(sqlite3_context context, sqlite3_value pattern, sqlite3_value text, Dictionary<string, Regex> patterns)
    {
        if (raw.sqlite3_value_type(pattern) == raw.SQLITE_NULL || raw.sqlite3_value_type(text) == raw.SQLITE_NULL)
        {
            raw.sqlite3_result_null(context);
            return;
        }
        try
        {
            var regex = Compiled(raw.sqlite3_value_text(pattern).utf8_to_string(), patterns);
            raw.sqlite3_result_int(context, regex.IsMatch(raw.sqlite3_value_text(text).utf8_to_string()) ? 1 : 0);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            raw.sqlite3_result_error(context, "the pattern is no regular expression that can be matched in linear time");
        }
    }

    private static Regex Compiled(string pattern, Dictionary<string, Regex> patterns)
    {
        if (patterns.TryGetValue(pattern, out var known))
            return known;
        if (patterns.Count >= KeptPatterns)
            patterns.Clear();
        return patterns[pattern] = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }
}

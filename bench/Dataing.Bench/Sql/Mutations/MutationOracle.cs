using System.Text.RegularExpressions;

namespace Dataing.Bench.Sql.Mutations;

/// <summary>Looks for what does harm in the text that would run, by hand-written names and positions; it knows neither the guard's lists nor its tree.</summary>
internal static partial class MutationOracle
{
    /// <summary>What in the text would do harm, or null when nothing does.</summary>
    public static string? Harm(string sql, string dialect)
    {
        var bare = BareText.Of(sql, dialect);
        if (Clauses().Match(Unquoted().Replace(bare, "x")) is { Success: true } clause)
            return $"the words {clause.Value}";
        foreach (Match call in Calls().Matches(bare))
        {
            var name = call.Groups["name"].Value.Trim('"');
            // AS name(a, b) names columns of a source.
            if (!call.Groups["as"].Success && Dangers.IsCalled(name, dialect))
                return $"a call of {name}";
        }
        if (dialect is "postgres" or "redshift")
        {
            foreach (Match field in Fields().Matches(bare))
            {
                if (Dangers.IsCalled(field.Groups["name"].Value.Trim('"'), dialect))
                    return $"the field {field.Groups["name"].Value}, which may be a call";
            }
        }
        foreach (Match source in Sources().Matches(bare))
        {
            var parts = Parts().Matches(source.Groups["name"].Value).Select(p => p.Value.Trim('"')).ToArray();
            if (Dangers.IsRead(parts, dialect) && !(parts.Length == 1 && IsNamedHere(parts[0], bare)) && !Counts(parts, dialect, bare))
                return $"reading {source.Groups["name"].Value}";
        }
        return null;
    }

    /// <summary>ClickHouse's tables of numbers under a limit.</summary>
    private static bool Counts(string[] parts, string dialect, string bare) =>
        dialect == "clickhouse"
        && parts is ["system", "numbers" or "numbers_mt" or "zeros" or "zeros_mt"]
        && bare.Contains("LIMIT", StringComparison.OrdinalIgnoreCase);

    /// <summary>A common table of the query's own.</summary>
    private static bool IsNamedHere(string name, string bare) =>
        Regex.IsMatch(
            bare,
            $"(?:WITH(?: RECURSIVE)?|,)\\s+\"?{Regex.Escape(name)}\"?(?:\\s*\\([^()]*\\))?\\s+AS\\b",
            RegexOptions.IgnoreCase
        );

    [GeneratedRegex(Dangers.Clauses, RegexOptions.IgnoreCase)]
    private static partial Regex Clauses();

    [GeneratedRegex("\"(?:[^\"]|\"\")*\"|[\\w$#@/\\-]+")]
    private static partial Regex Parts();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Unquoted();

    [GeneratedRegex("(?<as>\\bAS\\s+)?(?<name>\"[^\"]+\"|[\\w$#]+(?:\\.[\\w$]+)?)\\s*\\(", RegexOptions.IgnoreCase)]
    private static partial Regex Calls();

    [GeneratedRegex("[\\w\")]\\.(?<name>(?>\"[^\"]+\"|[\\w$]+))(?!\\s*[.(])", RegexOptions.IgnoreCase)]
    private static partial Regex Fields();

    [GeneratedRegex(
        "\\b(?:FROM|JOIN|TABLE)\\s+\\(*(?<name>(?>(?:\"(?:[^\"]|\"\")+\"|[\\w$#@/\\-]+)(?:\\s*\\.\\s*(?:\"(?:[^\"]|\"\")*\"|[\\w$#]+))*))(?!\\s*\\()",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Sources();
}

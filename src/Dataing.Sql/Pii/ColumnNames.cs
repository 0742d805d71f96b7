using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace Dataing.Sql.Pii;

/// <summary>Tells personal data by the names of columns.</summary>
public static partial class ColumnNames
{
    /// <summary>Words that make the column a fact about such data, not the data: <c>email_verified</c>, <c>token_count</c>.</summary>
    private static readonly FrozenSet<string> Facts = Set(
        "is has was can count cnt verified valid status flag type kind at on optin opt bounced sent opened clicked domain rate ratio pct percent total num length len enabled required confirmed version tokens id ids template subject campaign category country provider calls os usage minutes duration price prices cost attempts failures expires expiry ttl limit budget"
    );

    private static readonly FrozenSet<string> People = Set(
        "user users customer customers person persons people employee employees patient patients contact contacts member members subscriber subscribers guest guests passenger passengers student students applicant applicants lead leads client clients staff driver drivers doctor doctors beneficiary"
    );

    /// <summary>What a column holds to judge by its name, or null. The name may lead into a struct: <c>profile.email</c>.</summary>
    public static PiiKind? Kind(string column, string? table = null)
    {
        ArgumentNullException.ThrowIfNull(column);
        foreach (var field in column.Split('.').Reverse())
        {
            var words = Words(field);
            if (words.Length == 0)
                continue;
            if (words is ["name"] && table is not null && Words(table.Split('.')[^1]).Any(People.Contains))
                return PiiKind.PersonName;
            if ((Match(words) ?? (SingularOf(words) is { } one ? Match(one) : null)) is { } kind)
                return kind;
        }
        return null;
    }

    /// <summary>A name in the plural: a list of such values, or a count of them.</summary>
    internal static bool IsPlural(string column) => SingularOf(Words(column.Split('.')[^1])) is { } one && Match(one) is not null;

    private static string[]? SingularOf(string[] words) =>
        words is [.., { Length: > 3 } last]
        && !Facts.Contains(last)
        && last.EndsWith('s')
        && !last.EndsWith("ss", StringComparison.Ordinal)
        && last is not ("tokens" or "apellidos")
            ? [.. words[..^1], last.EndsWith("sses", StringComparison.Ordinal) ? last[..^2] : last[..^1]]
            : null;

    private static PiiKind? Match(string[] words)
    {
        string[] full = [.. words.Select((w, i) => PersonalWords.InFull(w, isFirst: i == 0))];
        PiiKind? kind = null;
        for (var i = 0; i < full.Length; i++)
        {
            foreach (var rule in PersonalWords.ByFirst.GetValueOrDefault(full[i], []))
            {
                if ((kind is null || rule.Kind < kind) && Stands(rule, full, words, i))
                    kind = rule.Kind;
            }
        }
        return kind;
    }

    private static bool Stands(PersonalWords.Rule rule, string[] full, string[] words, int at)
    {
        var end = at + rule.Words.Length;
        return end <= full.Length
            && full.AsSpan(at, rule.Words.Length).SequenceEqual(rule.Words)
            && (!rule.AtEnd || full.Skip(end).All(w => PersonalWords.Trailing.Contains(w) || w.All(char.IsAsciiDigit)))
            && !words.Where((w, i) => (i < at || i >= end) && !(i > 0 && w == "num")).Any(Facts.Contains);
    }

    /// <summary>Accents are taken off, so that a name reads the same however it was typed.</summary>
    private static string[] Words(string name) => [.. Word().Matches(Plain(name)).Select(m => m.Value.ToLowerInvariant())];

    /// <summary>By a list: without the system's tables, as we run, a text has no other form.</summary>
    private static string Plain(string name)
    {
        if (Ascii.IsValid(name))
            return name;
        const string accented = "áàâäãåéèêëíìîïóòôöõøúùûüñç";
        const string bare = "aaaaaaeeeeiiiioooooouuuunc";
        return string.Concat(
            name.Replace("ß", "ss", StringComparison.Ordinal)
                .Select(c => accented.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal) is >= 0 and var at ? bare[at] : c)
        );
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+[0-9]*|[0-9]+")]
    private static partial Regex Word();
}

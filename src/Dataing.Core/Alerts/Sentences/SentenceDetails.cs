using System.Text.RegularExpressions;

namespace Dataing.Core.Alerts.Sentences;

/// <summary>What a sentence says beside metric, table and column: time column, grain, accepted values, parent table, direction.</summary>
internal static partial class SentenceDetails
{
    /// <summary>"by day of created_at", "time column loaded_at": the column, and the sentence without it.</summary>
    public static string? TimeColumn(Skeleton skeleton, ref string text)
    {
        if (TimeColumnWords().Match(text) is not { Success: true } match)
            return null;
        text = text.Remove(match.Index, match.Length).Insert(match.Index, " ");
        return skeleton.Name(match.Groups["name"].Value).Parts[^1];
    }

    public static Grain? GrainOf(ref string text)
    {
        if (GrainWords().Match(text) is not { Success: true } match)
            return null;
        text = text.Remove(match.Index, match.Length).Insert(match.Index, " ");
        return AlertWords.GrainOf(match.Groups["grain"].Value);
    }

    /// <summary>"accepted: new, paid" or "not in ('new', 'paid')".</summary>
    public static IReadOnlyList<string> AcceptedValues(Skeleton skeleton, ref string text)
    {
        if (ValueList().Match(text) is not { Success: true } match)
            return [];
        text = text.Remove(match.Index, match.Length).Insert(match.Index, " ");
        return
        [
            .. Item()
                .Matches(match.Groups["items"].Value)
                .Where(item => item.Value.ToUpperInvariant() is not ("OR" or "AND"))
                .Select(item => skeleton.Value(item.Value)),
        ];
    }

    /// <summary>"share of platform = 'mobile'": the column where it is named, and the value.</summary>
    public static (string? Column, string Value)? ShareOf(Skeleton skeleton, ref string text)
    {
        var match = Equality().Match(text);
        if (!match.Success)
            match = NamedValue().Match(text);
        if (!match.Success)
            match = ShareWords().Match(text);
        if (!match.Success)
            return null;
        var column = match.Groups["column"] is { Success: true } named ? named.Value : null;
        // A dotted column stays in the sentence, for it names the table as well.
        text = text.Remove(match.Index, match.Length).Insert(match.Index, column is ['#', ..] ? $" {column} " : " ");
        return (column is null or ['#', ..] ? null : column, skeleton.Value(match.Groups["value"].Value));
    }

    /// <summary>The table that orphans point at: "not found in users", "references to users.id".</summary>
    public static string? Parent(Skeleton skeleton, ref string text)
    {
        var match = ParentWords().Match(text);
        if (!match.Success)
            match = SecondDotted().Match(text);
        if (!match.Success)
            return null;
        var name = match.Groups["name"];
        text = text.Remove(name.Index, name.Length).Insert(name.Index, " ");
        return DottedName.Join(skeleton.Name(name.Value).Parts);
    }

    /// <summary>"loaded_at more than 2 hours after created_at": the later column, and the one it is counted from.</summary>
    public static (string Late, string Since)? Lateness(Skeleton skeleton) =>
        LatenessWords().Match(skeleton.Text) is { Success: true } match
            ? (skeleton.Name(match.Groups["late"].Value).Parts[^1], skeleton.Name(match.Groups["since"].Value).Parts[^1])
            : null;

    /// <summary>Whether there is more or less of something than there was.</summary>
    public static bool Moves(string text) => Direction(text) is not null || Amounts().IsMatch(text);

    /// <summary>"up" or "down", where a verb says so.</summary>
    public static string? Direction(string text) =>
        Up().IsMatch(text) ? "up"
        : Down().IsMatch(text) ? "down"
        : null;

    private const RegexOptions Loose = RegexOptions.IgnoreCase;
    private const string Name = @"(?:#\d+|[\p{L}_][\p{L}\p{N}_$]*)";
    private const string Value = @"(?:\$\d+|#\d+|%\d+|[\p{L}_][\p{L}\p{N}_]*)";

    [GeneratedRegex(
        @"\b(?:by|per)\s+(?:minute|hour|day|week|month)\s+of\s+(?<name>"
            + Name
            + @")|\b(?:time|timestamp|date)\s+column\s*(?:is\s+|=\s*|:\s*)?(?<name>"
            + Name
            + @")|\b(?:by|per|using)\s+(?<name>[\p{L}_][\p{L}\p{N}_]*(?:_at|_on|_ts|_time|_date|_day|timestamp))\b",
        Loose
    )]
    private static partial Regex TimeColumnWords();

    [GeneratedRegex(
        @"\b(?<grain>minutely|hourly|daily|weekly|monthly)\b|\b(?:by|per|each|every)\s+(?<grain>minute|hour|day|week|month)\b",
        Loose
    )]
    private static partial Regex GrainWords();

    [GeneratedRegex(
        @"\b(?:not\s+(?:in|one\s+of|among)|outside(?:\s+of)?|(?:accepted|allowed|valid|expected)(?:\s+values?)?(?:\s+(?:are|is|of))?)\s*[:=(\[{]*\s*(?<items>"
            + Value
            + @"(?:\s*(?:,|;|\bor\b|\band\b)\s*"
            + Value
            + @")+|(?<=[:=(\[{]\s*)"
            + Value
            + @"|\$\d+)\s*[)\]}]*",
        Loose
    )]
    private static partial Regex ValueList();

    [GeneratedRegex(@"\$\d+|#\d+|%\d+|[\p{L}_][\p{L}\p{N}_]*")]
    private static partial Regex Item();

    [GeneratedRegex(@"(?<column>" + Name + @")\s*(?:=|\bequals\b)\s*=?\s*(?<value>" + Value + ")", Loose)]
    private static partial Regex Equality();

    [GeneratedRegex(@"(?<=\bof\s+)(?<column>" + Name + @")\s+(?<value>\$\d+)", Loose)]
    private static partial Regex NamedValue();

    [GeneratedRegex(
        @"\b(?:share|proportion|percentage|fraction|number)\s+of\s+(?:the\s+)?(?:value\s+)?(?:(?<value>"
            + Value
            + @")\s+(?:values?\s+|rows\s+|records\s+)?(?=in\s+#\d)|(?<value>\$\d+))",
        Loose
    )]
    private static partial Regex ShareWords();

    [GeneratedRegex(
        @"\bnot\s+in\s+(?<name>"
            + Name
            + @")|\b(?:not\s+(?:found|exist|present)|no\s+match|no\s+parents?|without\s+(?:an?\s+)?(?:matching\s+|match\s+|parents?\s+)*(?:rows?\s+)?)\s*(?:in|from)?\s+(?:the\s+)?(?:table\s+)?(?<name>"
            + Name
            + @")|\b(?:pointing|points?|references?|referencing|against|linked)\s+(?:to\s+|at\s+)?(?:missing\s+|deleted\s+|unknown\s+|non\s?existent\s+)*(?!in\b|of\b|from\b|to\b|are\b|is\b)(?<name>"
            + Name
            + @")|\b(?:that|which)\s+(?:are|is|were)\s+missing\s+(?:in|from)\s+(?:the\s+)?(?:table\s+)?(?!(?:parent|dimension)\b)(?<name>"
            + Name
            + @")|\bnot\s+in\s+(?:the\s+)?(?:table\s+)?(?<name>"
            + Name
            + @")|(?:"
            + Name
            + @")\s+(?:to|→)\s+(?:missing\s+)?(?<name>"
            + Name
            + ")",
        Loose
    )]
    private static partial Regex ParentWords();

    [GeneratedRegex(@"#\d+.*?(?<name>#\d+)")]
    private static partial Regex SecondDotted();

    [GeneratedRegex(
        @"(?<late>"
            + Name
            + @")\s+(?:(?:is|was|are|comes?|lies)\s+)?(?:(?:more|later|longer)\s+than\s+|over\s+)?%\d+\s+(?:\w+\s+)?(?:after|behind|later\s+than)\s+(?<since>"
            + Name
            + ")",
        Loose
    )]
    private static partial Regex LatenessWords();

    [GeneratedRegex(@"\b(?:twice|half)\s+as\s+many\b|\btoo\s+(?:few|many)\b|\bno\s+(?:new\s+)?(?!\w*_)\p{L}+", Loose)]
    private static partial Regex Amounts();

    [GeneratedRegex(
        @"\b(?:jump\w*|rose|rise[sn]?|rising|increase\w*|spike\w*|grew|up|doubled|tripled|higher|above|more|twice as many|too many|surge\w*|climb\w*)\b",
        Loose
    )]
    private static partial Regex Up();

    [GeneratedRegex(
        @"\b(?:drop\w*|fell|fall\w*|decrease\w*|declin\w*|down|halved|lower|below|fewer|half as many|too few|less|shrank|collapse\w*|lost|plunge\w*)\b",
        Loose
    )]
    private static partial Regex Down();
}

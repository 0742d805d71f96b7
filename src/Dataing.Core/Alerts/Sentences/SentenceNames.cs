using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Dataing.Core.Alerts.Sentences;

/// <summary>The names in a sentence and the places they stand in: which is the table, which the columns.</summary>
internal sealed partial class SentenceNames
{
    private static readonly FrozenSet<string> Stop = (
        "a an the this that these those our my its it they we i you of in on at by for from to into with within without and or but not no is are was were be "
        + "been being has have had do does did will would should can could too very much many more most less fewer few least than then there here when while since until "
        + "before after between during around about above below over under up down off out as if so only just also again still now today yesterday suddenly sharply "
        + "unusually unexpectedly strangely slightly strongly massively gradually usual usually normal normally typical typically expected expect baseline instead versus "
        + "vs actual actually high higher low lower big small large larger great greater wrong bad broken new old all any some every each both per same other half double twice "
        + "monday tuesday wednesday thursday friday saturday sunday morning evening night week please check why investigate problem issue look "
        + "jumped jumps jump rose rises rise risen grew grow grown dropped drops drop fell falls fall fallen increased increases increase decreased decreases decrease spiked spikes "
        + "spike declined declines decline went go goes gone shot doubled halved tripled changed changes change differs differ shifted shift moved became become becomes reached "
        + "reach hit got get gets saw see seen found find shows show show looks look seems seem started start starting stopped stop began begin arrived arrive arriving appears appear "
        + "anomaly anomalies alert spiking rate rates ratio share fraction percent percentage percentile quantile proportion count counts number value values threshold bound metric metrics "
        + "null nulls missing completeness empty duplicate duplicates duplicated duplication dupes uniqueness unique distinct cardinality orphan orphans orphaned orphaning "
        + "orphanned violation violations violated dangling unmatched reference references referencing referential integrity foreign key keys parent parents matching match matches matched freshness fresh stale staleness late lateness "
        + "delay delayed delays lag lags lagging recency outdated update updated updating loaded refreshed schema drift drifted mismatch type types data datatype format formats formatted pattern patterns regex malformed length lengths long short "
        + "truncated accepted allowed valid invalid unexpected unknown illegal outside range negative volume row rows record records entries sum total mean average avg median min minimum "
        + "max maximum std stddev deviation standard lowest highest smallest largest distribution table tables dataset column columns field fields view model grain hour hours hourly "
        + "day days daily week weeks weekly month months monthly minute minutes using time"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> SchemaNames = (
        "public main dbo raw staging stage stg analytics mart marts core dw dwh prod production dev test ods bronze silver gold reporting default warehouse src source landing app shop db "
        + "temp lake curated"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly Skeleton _skeleton;
    private readonly string _text;

    /// <param name="skeleton">The sentence.</param>
    /// <param name="text">Its words, without those that are spoken for (a time column, a list of values).</param>
    public SentenceNames(Skeleton skeleton, string text)
    {
        _skeleton = skeleton;
        _text = text;
    }

    /// <summary>The table when the metric is one of a whole table.</summary>
    public string? Table() => Explicitly() ?? Dotted() ?? After(InWords()) ?? After(OfWords()) ?? Leading() ?? Plain().FirstOrDefault();

    /// <summary>The table and the columns when the metric is one of columns; either may be absent.</summary>
    public (string? Table, IReadOnlyList<string> Columns) TableAndColumns(bool mayBeTableAlone)
    {
        var marks = Marks().Matches(_text).Select(match => _skeleton.Name(match.Value)).Where(name => name.Parts.Count > 1).ToList();
        var table = Explicitly();
        var columns = ExplicitColumns(table);
        if (table is not null && marks.Exists(mark => DottedName.Join(mark.Parts) == table))
            return (table, columns.Count > 0 ? columns : [.. Plain().Where(name => name != table).Take(1)]);
        if (marks.FirstOrDefault() is { } dotted)
        {
            var isTable = columns.Count > 0 || (mayBeTableAlone && dotted.Parts.Count == 2 && SchemaNames.Contains(dotted.Parts[0]));
            if (!isTable && TableOfColumn(dotted) is { } of)
                return (DottedName.Join(dotted.Parts), [of]);
            return isTable
                ? (DottedName.Join(dotted.Parts), columns)
                : (
                    DottedName.Join(dotted.Parts.Take(dotted.Parts.Count - 1)),
                    [dotted.Parts[^1], .. columns.Where(c => c != dotted.Parts[^1])]
                );
        }
        if (
            columns.Count == 0
            && ColumnOfTable().Match(_text) is { Success: true } pair
            && IsName(pair.Groups["column"].Value)
            && IsName(pair.Groups["table"].Value)
        )
            return (pair.Groups["table"].Value, [pair.Groups["column"].Value]);
        table ??= Leading() ?? After(InWords());
        var rest = Plain().Where(name => name != table && !columns.Contains(name)).ToList();
        if (columns.Count > 0)
            return (table ?? After(OfWords()) ?? rest.FirstOrDefault(), columns);
        if (table is not null)
            return (table, rest is [var column, ..] ? [column] : []);
        if (rest.Count >= 2)
            return After(OfWords()) is { } of ? (of, [.. rest.Where(name => name != of).Take(1)]) : (rest[0], [rest[1]]);
        return mayBeTableAlone ? (rest.FirstOrDefault(), []) : (null, [.. rest.Take(1)]);
    }

    /// <summary>"user_id in public.orders": a plain word before "in" is the column of the dotted table that follows.</summary>
    private string? TableOfColumn(DottedName dotted) =>
        ColumnInDotted().Match(_text) is { Success: true } match
        && IsName(match.Groups["column"].Value)
        && _skeleton.Name(match.Groups["table"].Value) == dotted
            ? match.Groups["column"].Value
            : null;

    private static bool IsName(string word) => !Stop.Contains(word) && AlertWords.AggregateOf(word)?.Quantile is null;

    private string? Explicitly() => Explicit(TableAfter()) ?? Explicit(TableBefore());

    private string? Dotted() => Marks().Match(_text) is { Success: true } match ? DottedName.Join(_skeleton.Name(match.Value).Parts) : null;

    private string? Explicit(Regex pattern) =>
        pattern.Matches(_text).Select(match => match.Groups["name"].Value).FirstOrDefault(word => IsName(word)) is { } found
            ? DottedName.Join(_skeleton.Name(found).Parts)
            : null;

    private List<string> ExplicitColumns(string? table) =>
        ColumnWords()
            .Matches(_text)
            .Select(match =>
                Word()
                    .Matches(match.Groups["names"].Value)
                    .Select(word => word.Value)
                    .Where(word => IsName(word) && DottedName.Join(_skeleton.Name(word).Parts) != table)
                    .ToList()
            )
            .FirstOrDefault(names => names.Count > 0)
            ?.ConvertAll(word => _skeleton.Name(word).Parts[^1])
        ?? [];

    private string? After(Regex pattern) =>
        pattern.Matches(_text).Select(match => match.Groups["name"].Value).LastOrDefault(word => IsName(word)) is { } found
            ? DottedName.Join(_skeleton.Name(found).Parts)
            : null;

    private string? Leading() => Explicit(LeadingWord());

    /// <summary>Words that may be names, those that look like one first.</summary>
    private IEnumerable<string> Plain() =>
        Word()
            .Matches(_text)
            .Where(match => IsName(match.Value))
            .Select((match, i) => (Name: DottedName.Join(_skeleton.Name(match.Value).Parts), Rank: RankOf(match), i))
            .Where(word => word.Rank < 3)
            .OrderBy(word => word.Rank)
            .ThenBy(word => word.i)
            .Select(word => word.Name)
            .Distinct();

    private int RankOf(Match match)
    {
        if (match.Value[0] == '#' || match.Value.Contains('_', StringComparison.Ordinal))
            return 0;
        if (match.Index == 0 || NameFollows().IsMatch(_text[..match.Index]))
            return 1;
        return VerbFollows().IsMatch(_text[(match.Index + match.Length)..]) ? 2 : 3;
    }

    private const RegexOptions Loose = RegexOptions.IgnoreCase;
    private const string Name = @"(?<name>#\d+|[\p{L}_][\p{L}\p{N}_$]*)";

    [GeneratedRegex(@"#\d+")]
    private static partial Regex Marks();

    [GeneratedRegex(@"(?<![#@%$~&\w])(?:#\d+|[\p{L}_][\p{L}\p{N}_$]*)")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(?:table|dataset|view|model)\s+(?:=\s+|:\s+)?" + Name, Loose)]
    private static partial Regex TableAfter();

    [GeneratedRegex(Name + @"\s+(?:table|dataset|view|model)\b", Loose)]
    private static partial Regex TableBefore();

    [GeneratedRegex(
        @"\b(?:columns?|fields?|keys?|on|by)\s+(?:=\s+|:\s+)?\(?\s*(?<names>(?:#\d+|[\p{L}_][\p{L}\p{N}_$]*)(?:\s*(?:,|\band\b|\+)\s*(?:#\d+|[\p{L}_][\p{L}\p{N}_$]*))*)|(?<names>#\d+|[\p{L}_][\p{L}\p{N}_$]*)(?=\s+(?:column|field)\b)|\(\s*(?<names>[\p{L}_][\p{L}\p{N}_$]*(?:\s*(?:,|\band\b|\+)\s*[\p{L}_][\p{L}\p{N}_$]*)*)\s*\)",
        Loose
    )]
    private static partial Regex ColumnWords();

    [GeneratedRegex(@"\b(?:in|from|inside|within)\s+(?:the\s+|our\s+)?" + Name, Loose)]
    private static partial Regex InWords();

    [GeneratedRegex(@"\b(?:of|for)\s+(?:the\s+|our\s+)?" + Name, Loose)]
    private static partial Regex OfWords();

    [GeneratedRegex(
        @"\b(?:in|on)\s+(?<column>[\p{L}_][\p{L}\p{N}_$]*)\s+(?:of|from)\s+(?:the\s+)?(?:table\s+)?(?<table>[\p{L}_][\p{L}\p{N}_$]*)",
        Loose
    )]
    private static partial Regex ColumnOfTable();

    [GeneratedRegex(@"^" + Name + @"\s*:", Loose)]
    private static partial Regex LeadingWord();

    [GeneratedRegex(@"(?<column>[\p{L}_][\p{L}\p{N}_$]*)\s+(?:values?\s+)?(?:in|from|of)\s+(?:the\s+)?(?:table\s+)?(?<table>#\d+)", Loose)]
    private static partial Regex ColumnInDotted();

    [GeneratedRegex(
        @"\b(?:of|for|in|from|the|column|field|rate|share|duplicates?|duplicated|orphan(?:ed|s)?|missing|nulls?|sum|total|mean|average|avg|median|min(?:imum)?|max(?:imum)?|distinct|length|late|stale|unique|count|volume|percentile|value|values|[pq]\d{2,4}|our|all|many|few|fewer|more|did|does|new|:|,)\s+$",
        Loose
    )]
    private static partial Regex NameFollows();

    [GeneratedRegex(
        @"^\s*(?::|null|is\b|are\b|was\b|were\b|has\b|have\b|jump|jumped|rise|rose|drop|dropped|drops|fall|fell|doubled|halved|tripled|look|looks|collapsed|row|volume|count|table|values?|duplicate|freshness|schema|does\b|do\b|not\b|late|spiked|increased|decreased|went|changed)",
        Loose
    )]
    private static partial Regex VerbFollows();
}

using System.Text.RegularExpressions;

namespace Dataing.Core.Alerts.Sentences;

/// <summary>Which metric the words of a sentence mean: the first line of the table that matches.</summary>
internal sealed partial record SentenceMetric(AnomalyType Type, string? Aggregate, double? Quantile)
{
    private static readonly (AnomalyType Type, string? Aggregate, Regex Words)[] Table =
    [
        (AnomalyType.SchemaChange, null, Schema()),
        (AnomalyType.ReferentialIntegrity, null, Orphans()),
        (AnomalyType.Duplicates, null, Duplicates()),
        (AnomalyType.NullRate, null, Empty()),
        (AnomalyType.Freshness, "lateness", Late()),
        (AnomalyType.Freshness, null, Stale()),
        (AnomalyType.RowCount, null, Rows()),
        (AnomalyType.NullRate, null, Nulls()),
        (AnomalyType.Distribution, "length", Length()),
        (AnomalyType.Validity, null, Accepted()),
        (AnomalyType.Validity, "format", Format()),
        (AnomalyType.Distribution, "median", Median()),
        (AnomalyType.Distribution, "quantile", QuantileWords()),
        (AnomalyType.Distribution, "stddev", Deviation()),
        (AnomalyType.Distribution, "distinct_count", Distinct()),
        (AnomalyType.Distribution, "mean", Mean()),
        (AnomalyType.Distribution, "min", Minimum()),
        (AnomalyType.Distribution, "max", Maximum()),
        (AnomalyType.Distribution, "sum", Sum()),
        (AnomalyType.Distribution, "share", Share()),
        (AnomalyType.Validity, null, Range()),
        (AnomalyType.RowCount, null, Volume()),
        (AnomalyType.Distribution, "zeros", Zeros()),
        (AnomalyType.Distribution, null, Distribution()),
        (AnomalyType.NullRate, null, Missing()),
    ];

    /// <summary>The metric, and the words that named it; null when no words do.</summary>
    public static (SentenceMetric Metric, Match Words)? Find(Skeleton skeleton)
    {
        foreach (var (type, aggregate, words) in Table)
            if (words.Match(skeleton.Text) is { Success: true } match)
                return (new SentenceMetric(type, aggregate, aggregate == "quantile" ? QuantileOf(skeleton, match) : null), match);
        return null;
    }

    private static double? QuantileOf(Skeleton skeleton, Match match)
    {
        if (match.Groups["word"].Success)
            return AlertWords.AggregateOf(match.Groups["word"].Value)?.Quantile;
        if (!match.Groups["mark"].Success)
            return null;
        var value = skeleton.Numbers[Skeleton.Index(match.Groups["mark"].Value)].Value;
        return value is > 0 and < 1 ? value
            : value is > 1 and < 100 ? value / 100
            : null;
    }

    private const RegexOptions Loose = RegexOptions.IgnoreCase;

    [GeneratedRegex(
        """\bschema_?(?:changes?|drift(?:ed)?|mismatch)\b|\bschema\b.*\b(?:change[sd]?|drift(?:ed|s)?|differs|mismatch|evolution|broke)\b|\bcolumns?\s+(?:\S+\s+)?(?:(?:was|were|is|has been|have been|got)\s+)?(?:dropped|added|removed|renamed|disappeared|vanished|retyped)\b|\b(?:data\s*)?type\s+(?:of\s+\S+\s+)?(?:in\s+\S+\s+)?(?:\w+\s+)?change[sd]?\b|\bchanged?\s+(?:its\s+|the\s+)?(?:data\s*)?type\b|\b(?:new|dropped|renamed|missing|removed)\s+columns?\b|\b(?:is|are)\s+now\s+(?:an?\s+)?(?:text|strings?|varchar|char|int(?:eger)?s?|bigint|numeric|decimal|float|double|boolean|bool|date|timestamp|json)\b""",
        Loose
    )]
    private static partial Regex Schema();

    [GeneratedRegex(
        """\borphan\w*|\bdangling\b|\breferential(?:[ _]integrity)?|\bforeign[ _]keys?\b|\bmissing\s+(?:references?|parents?)\b|\breferences?\b.*\b(?:missing|broken|not exist)|\bbroken\s+references?\b|\bunmatched\b|\b(?:referenc\w+|point\w*)\s+(?:to\s+|at\s+)?(?:missing|deleted|unknown|non\s?existent)\b|\bwithout\s+(?:an?\s+)?(?:matching|parents?|match)\b|\b(?:not\s+(?:found|exist|present)|no\s+match|no\s+parents?)\s+in\s+(?!\()|\bnot\s+in\s+(?!(?:the|an?|accepted|allowed|range|list|order|time|use|sync)\b|[(\[$'"])\w|\bmissing\s+(?:from|in)\s+(?:the\s+)?(?:parent|dimension|table)\b|\b(?:values?|keys?|ids?)\s+(?:that|which)\s+(?:are|is|were)\s+missing\s+(?:in|from)\s+(?:the\s+)?(?!(?:half|most|many|all|some|about|over|nearly|an?|rows|records)\b)[#\p{L}_]""",
        Loose
    )]
    private static partial Regex Orphans();

    [GeneratedRegex("""\bduplicat\w*|\bdupes?\b|\buniqueness\b|\b(?:not|non)\s*unique\b|\btwice\b(?!\s+(?:as|the)\b)""", Loose)]
    private static partial Regex Duplicates();

    [GeneratedRegex("""\blate(?:ness)?\b|\blate_?(?:arriv\w*|data)\b|\bdelay(?:s|ed)?\b|\blag(?:s|ged|ging)?\b""", Loose)]
    private static partial Regex Late();

    [GeneratedRegex(
        """\bfresh\w*|\bstale\w*|\boutdated\b|\bout of date\b|\brecency\b|\bno(?:t| longer)\s+(?:been\s+)?(?:updat|load|refresh|arriv)\w*|\bno\s+(?:new\s+)?(?:data|rows|records)\s+since\b|\bstopped\s+(?:updating|arriving|loading)\b""",
        Loose
    )]
    private static partial Regex Stale();

    [GeneratedRegex(
        """\brow_?\s?counts?\b|\brecord_?\s?counts?\b|\bcounts?\s+of\s+(?:rows|records)\b|\bnumber\s+of\s+(?:rows|records|entries)\b|\b(?:missing|fewer|more|too few|too many|no)\s+(?:rows|records|data)\b""",
        Loose
    )]
    private static partial Regex Rows();

    [GeneratedRegex(
        """\bnulls?\b|\bnull_\w+|\bnot_null\b|\bmissing\s+values?\b|\b(?:share|rate|fraction|percentage|proportion)\s+of\s+(?:missing|empty|blank)\b|\bvalues?\s+(?:are\s+|is\s+)?missing\b|\bcompleteness\b|\bempty\s+values?\b""",
        Loose
    )]
    private static partial Regex Nulls();

    [GeneratedRegex(
        """#\d+\s+(?:is|are|was|were|comes?)\s+(?:\w+\s+)?(?:empty|blank|missing)\b|\b(?:empty|blank|missing)\s+(?:for|on|in)\s+(?:about\s+|over\s+|nearly\s+)?(?:half|most|many|all|some|%\d+|an?)\b""",
        Loose
    )]
    private static partial Regex Empty();

    [GeneratedRegex("""\b(?:(?:average|mean|avg)\s+)?lengths?\b|\btoo\s+(?:long|short)\b|\btruncated?\b""", Loose)]
    private static partial Regex Length();

    [GeneratedRegex(
        """\b(?:accepted|allowed|valid|invalid|unexpected|unknown|illegal)[ _](?:values?|categor\w+|status\w*)\b|\b(?:new|unseen)\s+(?:values?|categor\w+|status(?:es)?)\b|\bnot\s+(?:in|one of|among)\s+[($'"\[]|\boutside\s+(?:of\s+)?(?:the\s+)?(?:accepted|allowed)\b|\binvalid\b""",
        Loose
    )]
    private static partial Regex Accepted();

    [GeneratedRegex("""\bformats?\b|\bpatterns?\b|\bregex\w*|\bmalformed\b|\bnot\s+match(?:ing)?\b""", Loose)]
    private static partial Regex Format();

    [GeneratedRegex("""\bmedian\b""", Loose)]
    private static partial Regex Median();

    [GeneratedRegex(
        """(?<mark>%\d+)\s*(?:percentile|quantile)\b|\b(?:percentile|quantile)\s+(?<mark>%\d+)|\b(?<word>[pq]\d{1,4})\b|\b(?:percentile|quantile)\b""",
        Loose
    )]
    private static partial Regex QuantileWords();

    [GeneratedRegex("""\bstandard\s+deviation\b|\bstd_?dev\b|\bstddev\b""", Loose)]
    private static partial Regex Deviation();

    [GeneratedRegex("""\bdistinct\b|\bcardinality\b|\bunique\s+(?:values?|counts?)\b""", Loose)]
    private static partial Regex Distinct();

    [GeneratedRegex("""(?<!\b(?:than|above|below|on|usual)\s(?:the\s)?)\b(?:average|mean|avg)\b""", Loose)]
    private static partial Regex Mean();

    [GeneratedRegex("""\b(?:min|minimum|lowest|smallest)\b""", Loose)]
    private static partial Regex Minimum();

    [GeneratedRegex("""\b(?:max|maximum|highest|largest)\b""", Loose)]
    private static partial Regex Maximum();

    [GeneratedRegex("""\b(?:sum|total)\b""", Loose)]
    private static partial Regex Sum();

    [GeneratedRegex("""\b(?:share|proportion|percentage|fraction)\b""", Loose)]
    private static partial Regex Share();

    [GeneratedRegex(
        """\bnegative\b|\bout\s+of\s+range\b|\boutside\s+(?:of\s+)?(?:the\s+)?(?:range|%\d+)|\bvalues?\b.*\b(?:above|below|over|under)\s+%\d+""",
        Loose
    )]
    private static partial Regex Range();

    [GeneratedRegex("""\bvolume\b|\brows\b|\brecords\b|\bcounts?\b|\bnumber\s+of\b""", Loose)]
    private static partial Regex Volume();

    [GeneratedRegex(
        """\bzero\s+values?\b|\bzero(?:e)?s\b|\b(?:is|are|was|were|became|turned)\s+(?:all\s+|always\s+|suddenly\s+|now\s+)?zero\b""",
        Loose
    )]
    private static partial Regex Zeros();

    [GeneratedRegex("""\bdistribution\b|\bdrift(?:ed)?\b|\bmix\b""", Loose)]
    private static partial Regex Distribution();

    [GeneratedRegex("""\bmissing\b""", Loose)]
    private static partial Regex Missing();
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dataing.Core.Intake;

namespace Dataing.Core.Alerts.Sentences;

/// <summary>
/// A sentence with everything that is not a plain word replaced by a mark and a number, so that short patterns can read the rest:
/// #0 a dotted or quoted name, @0 a day or instant, ~0 a time of day, %0 a number, $0 a quoted text, &amp;0 an SQL expression.
/// </summary>
internal sealed partial class Skeleton
{
    private readonly List<DottedName> _names = [];
    private readonly List<Moment> _moments = [];
    private readonly List<TimeSpan> _clocks = [];
    private readonly List<(double Value, string? Unit)> _numbers = [];
    private readonly List<string> _texts = [];
    private readonly List<string> _expressions = [];

    private Skeleton() => Text = "";

    /// <summary>The words and marks, separated by single spaces.</summary>
    public string Text { get; private set; }

    public IReadOnlyList<DottedName> Names => _names;
    public IReadOnlyList<Moment> Moments => _moments;
    public IReadOnlyList<TimeSpan> Clocks => _clocks;
    public IReadOnlyList<(double Value, string? Unit)> Numbers => _numbers;
    public IReadOnlyList<string> Texts => _texts;
    public IReadOnlyList<string> Expressions => _expressions;

    public static Skeleton Of(string sentence, DateTimeOffset now)
    {
        var skeleton = new Skeleton();
        var text = Contraction().Replace(sentence, " not");
        var words = new List<string>();
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
                at++;
            else
                words.Add(skeleton.Next(text, ref at, now));
        }
        skeleton.Text = string.Join(' ', words.Where(word => word.Length > 0));
        return skeleton;
    }

    /// <summary>The name that a word or a name mark of the skeleton stands for.</summary>
    public DottedName Name(string word) => word[0] == '#' ? _names[Index(word)] : new DottedName([word]);

    /// <summary>The value that a word or mark stands for, as text.</summary>
    public string Value(string word) =>
        word[0] switch
        {
            '$' => _texts[Index(word)],
            '%' => _numbers[Index(word)].Value.ToString(CultureInfo.InvariantCulture),
            '#' => _names[Index(word)].Parts[^1],
            _ => word,
        };

    public static int Index(string mark) => int.Parse(mark.AsSpan(1), CultureInfo.InvariantCulture);

    private string Next(string text, ref int at, DateTimeOffset now)
    {
        if (Pattern().Match(text, at) is { Success: true } pattern)
        {
            at += pattern.Length;
            return Mark('$', _texts, pattern.Value);
        }
        if (SentenceTimes.TryReadDay(text, ref at, now) is { } moment)
            return Mark('@', _moments, moment);
        if (SentenceTimes.TryReadClock(text, ref at) is { } clock)
            return Mark('~', _clocks, clock);
        if (SentenceExpression.TryRead(text, ref at) is { } expression)
            return Mark('&', _expressions, expression);
        if (Number().Match(text, at) is { Success: true } number && AlertJsonValues.TryMeasure(number.Value, out var value, out var unit))
        {
            at += number.Length;
            return Mark('%', _numbers, (value, unit));
        }
        if (Thousands().Match(text, at) is { Success: true } thousands)
        {
            at += thousands.Length;
            return Mark('%', _numbers, (double.Parse(thousands.Groups["n"].ValueSpan, CultureInfo.InvariantCulture) * 1_000, null));
        }
        if (text[at] == '\'' && (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && text.IndexOf('\'', at + 1) is var close and > 0)
        {
            var quoted = text[(at + 1)..close];
            at = close + 1;
            return Mark('$', _texts, quoted);
        }
        if (text[at] is '‘' or '“' && text.IndexOf(text[at] == '‘' ? '’' : '”', at + 1) is var curly and > 0)
        {
            var quoted = text[(at + 1)..curly];
            at = curly + 1;
            return Mark('$', _texts, quoted);
        }
        return Word(text, ref at);
    }

    private string Word(string text, ref int at)
    {
        var isQuoted = text[at] is '"' or '`' or '[';
        if (DottedName.TryRead(text, ref at) is { } name)
            return isQuoted || name.Parts.Count > 1 ? Mark('#', _names, name) : name.Parts[0];
        var mark = text[at++];
        if (mark == '-' && at < text.Length && text[at] == '>')
        {
            at++;
            return "→";
        }
        // A hyphen joins two words, and an apostrophe ends one; neither means anything here.
        return mark is '-' or '\'' or '’' or '#' or '@' or '~' or '%' or '$' or '&' ? "" : mark.ToString();
    }

    private static string Mark<T>(char mark, List<T> list, T item)
    {
        list.Add(item);
        return new StringBuilder().Append(mark).Append(CultureInfo.InvariantCulture, $"{list.Count - 1}").ToString();
    }

    [GeneratedRegex("""(?<=\w)n['’]t\b""", RegexOptions.IgnoreCase)]
    private static partial Regex Contraction();

    /// <summary>A regular expression that nobody put in quotes: from the caret to its dollar, or to the next space.</summary>
    [GeneratedRegex("""\G\^\S+?\$(?=[\s.,;:]|$)|\G\^\S+""")]
    private static partial Regex Pattern();

    [GeneratedRegex("""\G(?<n>\d{1,9}(?:\.\d{1,9})?)k\b""", RegexOptions.IgnoreCase)]
    private static partial Regex Thousands();

    [GeneratedRegex(
        """\G[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?\s*(?:%|(?:percent|pct|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|ms|th|st|nd|rd|h|s)\b)?(?![\w.]\w)(?!\w)""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Number();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>
/// A type that a text column may be read as: only when <see cref="Accepts"/> is true for every value, so that no value changes or is lost.
/// Both are SQL with <c>{0}</c> for the column; <see cref="Looks"/> is the quick guess at a value of a sample.
/// </summary>
internal sealed record CsvColumnType(string Name, Func<string, bool> Looks, string Accepts, string Reads)
{
    private const string HasZone = "regexp_matches(substr({0}, 11), '[Zz+-]')";
    private const string PlainNumber = @"regexp_full_match(trim({0}), '-?(0|[1-9][0-9]*)?(\.[0-9]+)?([eE][+-]?[0-9]+)?')";

    // A year has four digits, or a version such as 2.3.1 would be a day.
    private const string HasYear = @"regexp_matches({0}, '^(\d{1,2}\D\d{1,2}\D\d{4}|\d{4}\D\d{1,2}\D\d{1,2})(\D|$)')";

    private const string Places = @"length(regexp_extract({0}, '\.([0-9]*)', 1))";

    /// <summary>Up to 15 digits a double is exact; beyond, it must print as it was written.</summary>
    private const string IsExactDouble =
        "(length({0}) <= 16 AND TRY_CAST({0} AS DOUBLE) IS NOT NULL OR CAST(TRY_CAST({0} AS DOUBLE) AS VARCHAR) = {0})";

    /// <summary>From the narrowest to the widest; a column that fits none stays text, exactly as it is written.</summary>
    private static IReadOnlyList<CsvColumnType> Usual { get; } =
    [
        new("BOOLEAN", CsvLooks.Boolean, "lower({0}) IN ('true', 'false')", "CAST({0} AS BOOLEAN)"),
        // Round trips keep ids such as 007 and +5 as text.
        new("BIGINT", CsvLooks.Whole, "CAST(TRY_CAST({0} AS BIGINT) AS VARCHAR) = trim({0})", "CAST({0} AS BIGINT)"),
        // The engine's arithmetic on 128 bits is slow: short values are tried as what they then are as well.
        new(
            "HUGEINT",
            CsvLooks.LongWhole,
            "CASE WHEN length({0}) <= 18 THEN CAST(TRY_CAST({0} AS BIGINT) AS VARCHAR) = trim({0}) ELSE CAST(TRY_CAST({0} AS HUGEINT) AS VARCHAR) = trim({0}) END",
            "CAST({0} AS HUGEINT)"
        ),
        new("UHUGEINT", CsvLooks.LongestWhole, "CAST(TRY_CAST({0} AS UHUGEINT) AS VARCHAR) = trim({0})", "CAST({0} AS UHUGEINT)"),
        new(
            "DOUBLE",
            CsvLooks.Number,
            $"({PlainNumber} AND {IsExactDouble} OR lower({{0}}) IN ('nan', 'inf', '-inf'))",
            "CAST({0} AS DOUBLE)"
        ),
        Decimal(scale: 2),
        Decimal(scale: 4),
        Decimal(scale: 10),
        Decimal(scale: 18),
        Decimal(scale: 30),
        // Measurements with more digits than anything holds: a number that is off in its 17th digit serves better than text.
        new(
            "DOUBLE",
            CsvLooks.PlainNumber,
            $"({PlainNumber} AND contains({{0}}, '.') AND TRY_CAST({{0}} AS DOUBLE) IS NOT NULL)",
            "CAST({0} AS DOUBLE)"
        ),
        new("DATE", CsvLooks.Date, "CAST(TRY_CAST({0} AS DATE) AS VARCHAR) = {0}", "CAST({0} AS DATE)"),
        new(
            "TIMESTAMP",
            CsvLooks.Timestamp,
            $"(length({{0}}) >= 10 AND NOT {HasZone} AND TRY_CAST({{0}} AS TIMESTAMP) IS NOT NULL)",
            "CAST({0} AS TIMESTAMP)"
        ),
        new(
            "TIMESTAMP WITH TIME ZONE",
            CsvLooks.Instant,
            $"({HasZone} AND TRY_CAST({{0}} AS TIMESTAMP WITH TIME ZONE) IS NOT NULL)",
            "CAST({0} AS TIMESTAMP WITH TIME ZONE)"
        ),
        new(
            "TIME",
            CsvLooks.Time,
            @"(regexp_full_match({0}, '\d\d:\d\d(:\d\d(\.\d+)?)?') AND TRY_CAST({0} AS TIME) IS NOT NULL)",
            "CAST({0} AS TIME)"
        ),
    ];

    /// <summary>Dates in the orders that people write.</summary>
    private static IReadOnlyList<CsvColumnType> WrittenDates { get; } = [.. Orders("/"), .. Orders("."), .. Orders("-")];

    /// <summary>
    /// Numbers with a sign between the thousands, or a comma before the decimals. 1,234 alone reads two ways: where every value is of that
    /// kind, the column stays text.
    /// </summary>
    private static IReadOnlyList<CsvColumnType> WrittenNumbers { get; } =
    [
        WrittenNumber("1.234,5", ".", ",") with
        {
            Rival = "1,234",
        },
        WrittenNumber("1,234.5", ",", "."),
        WrittenNumber("1,234", ",", null) with
        {
            Rival = "1,234",
        },
    ];

    public static IReadOnlyList<CsvColumnType> All { get; } = [.. Usual, .. WrittenDates, .. WrittenNumbers];

    /// <summary>How the value is written, for those that need to be told.</summary>
    public string? Format { get; private init; }

    /// <summary>The format that must not fit as well, or the order of day and month is in doubt.</summary>
    public string? Rival { get; private init; }

    private static IEnumerable<CsvColumnType> Orders(string separator)
    {
        var dayFirst = $"%d{separator}%m{separator}%Y";
        var monthFirst = $"%m{separator}%d{separator}%Y";
        foreach (var time in new[] { "", " %H:%M", " %H:%M:%S" })
        {
            yield return Written(dayFirst + time, separator[0], yearFirst: false, time) with
            {
                Rival = monthFirst + time,
            };
            yield return Written(monthFirst + time, separator[0], yearFirst: false, time) with
            {
                Rival = dayFirst + time,
            };
            if (separator != "-")
                yield return Written($"%Y{separator}%m{separator}%d{time}", separator[0], yearFirst: true, time);
        }
    }

    private static CsvColumnType Decimal(int scale)
    {
        var type = string.Create(CultureInfo.InvariantCulture, $"DECIMAL(38,{scale})");
        var fits = string.Create(CultureInfo.InvariantCulture, $"NOT contains(lower({{0}}), 'e') AND {Places} <= {scale}");
        return new CsvColumnType(
            type,
            v => CsvLooks.Decimal(v, scale),
            // A short number always fits, and the cast takes the engine long.
            $"CASE WHEN NOT ({PlainNumber} AND {fits}) THEN false WHEN length({{0}}) <= 16 THEN regexp_matches({{0}}, '[0-9]') ELSE TRY_CAST({{0}} AS {type}) IS NOT NULL END",
            $"CAST({{0}} AS {type})"
        );
    }

    /// <summary>Thousands are set apart only in a number that has decimals too, or a list of ids might be taken for one. A double holds 15 digits.</summary>
    private static CsvColumnType WrittenNumber(string format, string thousands, string? point)
    {
        var pattern = point is null
            ? $"-?[1-9][0-9]{{0,2}}([{thousands}][0-9]{{3}})+"
            : $"-?((0|[1-9][0-9]*)([{point}][0-9]+)?|[1-9][0-9]{{0,2}}([{thousands}][0-9]{{3}})+[{point}][0-9]+)";
        return new CsvColumnType(
            "DOUBLE",
            new Regex($"^{pattern}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)).IsMatch,
            $"(regexp_full_match({{0}}, '{pattern}') AND length(regexp_replace({{0}}, '[^0-9]', '', 'g')) <= 15)",
            $"CAST(replace(replace({{0}}, '{thousands}', ''), '{point ?? "."}', '.') AS DOUBLE)"
        )
        {
            Format = format,
        };
    }

    private static CsvColumnType Written(string format, char separator, bool yearFirst, string clock)
    {
        var type = clock.Length == 0 ? "DATE" : "TIMESTAMP";
        return new CsvColumnType(
            type,
            v => CsvLooks.Written(v, separator, yearFirst, clock),
            $"({HasYear} AND try_strptime({{0}}, '{format}') IS NOT NULL)",
            $"CAST(strptime({{0}}, '{format}') AS {type})"
        )
        {
            Format = format,
        };
    }
}

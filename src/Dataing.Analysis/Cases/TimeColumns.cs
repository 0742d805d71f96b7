using System.Globalization;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Core.Alerts;
using Dataing.Core.DataSources;
using Dataing.Sql.Dialects;

namespace Dataing.Analysis.Cases;

/// <summary>The times a row carries: when it happened, when it was loaded, when it was last written; each may be missing.</summary>
internal sealed record TimeColumns(TimeAxis? Event, TimeAxis? Load, TimeAxis? Update, IReadOnlyList<TimeAxis> All)
{
    /// <summary>What a name that sounds right is worth; a name that sounds like another time outweighs it.</summary>
    private const double NameCounts = 4;

    /// <summary>Rows that were loaded late, or moved by a time zone, set the ends of two times of theirs apart.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromDays(4);

    /// <summary>When a row was written, first or last: rows that nobody touches afterwards have the one for the other.</summary>
    public TimeAxis? Written => Load ?? Update;

    public static TimeColumns Choose(AnomalyAlert alert, TableSchema table, TableOverview overview, SqlDialect dialect)
    {
        var axes = new List<TimeAxis>();
        foreach (var column in table.Columns)
            if (
                overview.Of(column.Name) is { Filled: > 0 } seen
                && Axis(column, seen, dialect, column.Name == alert.TimeColumn) is { } axis
            )
                axes.Add(axis);
        TimeAxis? happened;
        if (alert.TimeColumn is { Length: > 0 } named)
        {
            var column = TableResolver.Column(table, named);
            happened = axes.Find(a => a.Column == column.Name);
        }
        else
            happened = Earliest(axes, overview);
        var load = axes.Find(a => a != happened && ColumnTraits.SoundsLikeLoad(a.Column));
        var update = axes.Find(a => a != happened && a != load && ColumnTraits.SoundsLikeUpdate(a.Column));
        // In words that nobody foresaw: of the times that are none of the others the first to come is that of the load.
        List<TimeAxis> left =
        [
            .. axes.Where(a =>
                    a != happened
                    && a != load
                    && a != update
                    && !ColumnTraits.IsNamedEvent(a.Column)
                    && !ColumnTraits.SoundsLikeLater(a.Column)
                )
                .OrderBy(a => Bounds(a, overview)?.From ?? DateTime.MaxValue),
        ];
        if (load is null && happened is not null && left.Find(a => IsClose(happened, a, overview) && !a.DateOnly) is { } next)
        {
            load = next;
            left.Remove(next);
        }
        return new TimeColumns(happened, load, update ?? left.LastOrDefault(), axes);
    }

    /// <summary>Whatever they are called, a row's times follow on one another: it happened at the first of those that could be meant.</summary>
    private static TimeAxis? Earliest(List<TimeAxis> axes, TableOverview overview)
    {
        if (axes.Where(a => Suitability(a, overview) > 0).MaxBy(a => Suitability(a, overview)) is not { } best)
            return null;
        var least = Suitability(best, overview) - NameCounts;
        var first = axes.Where(a =>
                a.DateOnly == best.DateOnly
                && Suitability(a, overview) >= least
                && !ColumnTraits.SoundsLikeLater(a.Column)
                && Bounds(a, overview) is { } bounds
                && Bounds(best, overview) is { } own
                && bounds.From < own.From
                && IsClose(a, best, overview)
            )
            .OrderBy(a => Bounds(a, overview)?.From)
            .FirstOrDefault(best);
        return first.DateOnly || ColumnTraits.SoundsLikeEvent(first.Column)
            ? first
            : axes.Find(a =>
                a.DateOnly
                && Suitability(a, overview) >= least
                && !ColumnTraits.SoundsLikeLater(a.Column)
                && IsDayBefore(a, first, overview)
            ) ?? first;
    }

    /// <summary>A day that is over before the moment comes, at either end of the data: the rows are of that day, and the moment is that of their load.</summary>
    private static bool IsDayBefore(TimeAxis day, TimeAxis moment, TableOverview overview) =>
        IsClose(day, moment, overview)
        && Bounds(day, overview) is { } days
        && Bounds(moment, overview) is { } moments
        && moments.From >= days.From.AddDays(1)
        && moments.To >= days.To.AddDays(1);

    /// <summary>Two times of the same rows; birthdays and dates of contracts lie years before.</summary>
    private static bool IsClose(TimeAxis first, TimeAxis second, TableOverview overview) =>
        Bounds(first, overview) is { } a
        && Bounds(second, overview) is { } b
        && (a.From - b.From).Duration() <= Near
        && (a.To - b.To).Duration() <= Near;

    private static (DateTime From, DateTime To)? Bounds(TimeAxis axis, TableOverview overview) =>
        overview.Of(axis.Column) is { } seen && axis.ReadMoment(seen.Least) is { } from && axis.ReadMoment(seen.Greatest) is { } to
            ? (from, to)
            : null;

    private static double Suitability(TimeAxis axis, TableOverview overview)
    {
        var seen = overview.Of(axis.Column);
        if (seen is null || overview.Rows == 0)
            return 0;
        var filled = seen.Filled / overview.Rows;
        if (filled < 0.5)
            return 0;
        var score = 10 * filled;
        if (ColumnTraits.SoundsLikeEvent(axis.Column))
            score += 4;
        if (ColumnTraits.SoundsLikeLoad(axis.Column))
            score -= 5;
        if (ColumnTraits.SoundsLikeUpdate(axis.Column))
            score -= 6;
        if (ColumnTraits.SoundsLikeLater(axis.Column))
            score -= 3;
        if (axis.DateOnly)
            score -= 1;
        var (from, to) = (axis.ReadMoment(seen.Least), axis.ReadMoment(seen.Greatest));
        if (from is null || to is null || from == to || from.Value.Year < 1990)
            score -= 4;
        return Math.Max(score, 0.01);
    }

    private static TimeAxis? Axis(ColumnSchema column, ColumnOverview seen, SqlDialect dialect, bool named)
    {
        var shape = column.Type switch
        {
            LogicalType.Timestamp => TimeShape.Timestamp,
            LogicalType.Instant => TimeShape.Instant,
            LogicalType.Date => TimeShape.Date,
            _ => (TimeShape?)null,
        };
        // Engines without types of their own keep times as text or numbers whatever the column is declared as.
        return (shape, seen.Least, seen.Greatest) switch
        {
            (_, string low, string high) => TextAxis(column.Name, low, high, dialect),
            (not null, DateTime or DateTimeOffset or DateOnly, _) => new TimeAxis(column.Name, shape.Value, dialect),
            (_, long low, long high) when named || ColumnTraits.MayBeTime(column) || LiesInOurDays(column, low, high) => EpochAxis(
                column.Name,
                low,
                high,
                dialect
            ),
            (_, { } low, { } high)
                when column.Type is LogicalType.Float or LogicalType.Decimal && (named || ColumnTraits.MayCountTime(column)) =>
                FractionAxis(column.Name, low, high, dialect),
            _ => null,
        };
    }

    /// <summary>Seconds since 1970 with a fraction, or Julian days of the last and the next hundred years.</summary>
    private static TimeAxis? FractionAxis(string name, object low, object high, SqlDialect dialect)
    {
        if (Cell.Number(low) is not { } from || Cell.Number(high) is not { } to)
            return null;
        if (from >= 2_415_020 && to <= 2_488_070)
            return new TimeAxis(name, TimeShape.JulianDays, dialect);
        var axis = EpochAxis(name, (long)from, (long)to, dialect);
        return axis is null ? null : axis with { Fractional = true };
    }

    private static TimeAxis? TextAxis(string name, string low, string high, SqlDialect dialect)
    {
        if (!LooksIso(low) || !LooksIso(high))
            return null;
        var dateOnly = low.Length == 10 && high.Length == 10;
        var separator = dateOnly ? ' ' : (high.Length > 10 ? high : low)[10];
        return new TimeAxis(name, TimeShape.Text, dialect, separator)
        {
            DateOnly = dateOnly,
            Ahead = Offset(low) is { } ahead && Offset(high) == ahead ? ahead : TimeSpan.Zero,
        };
    }

    /// <summary>The whole hours by which the text says that its clock is ahead of UTC; null where it says nothing.</summary>
    private static TimeSpan? Offset(string text) =>
        text is { Length: > 16 }
        && text[^6] is '+' or '-'
        && text.EndsWith(":00", StringComparison.Ordinal)
        && int.TryParse(text[^6..^3], CultureInfo.InvariantCulture, out var hours)
            ? TimeSpan.FromHours(hours)
            : null;

    private static bool LooksIso(string text) =>
        text.Length >= 10
        && text[4] == '-'
        && text[7] == '-'
        && char.IsAsciiDigit(text[0])
        && char.IsAsciiDigit(text[9])
        && (text.Length == 10 || text[10] is ' ' or 'T' or 't');

    /// <summary>
    /// Whole numbers that as seconds, or parts of them, since 1970 span days of this century are times, whatever the column is called. Keys
    /// may lie there by chance.
    /// </summary>
    private static bool LiesInOurDays(ColumnSchema column, long low, long high) =>
        column.Type == LogicalType.Integer
        && !ColumnTraits.SoundsLikeKey(column.Name)
        && new[] { 1L, 1_000, 1_000_000 }.Any(unit =>
            low >= 946_684_800 * unit && high <= 2_208_988_800 * unit && high - low >= 86_400 * unit
        );

    private static TimeAxis? EpochAxis(string name, long low, long high, SqlDialect dialect)
    {
        TimeShape? shape = (low, high) switch
        {
            (>= 315_532_800, <= 4_102_444_800) => TimeShape.EpochSeconds,
            (>= 315_532_800_000, <= 4_102_444_800_000) => TimeShape.EpochMilliseconds,
            (>= 315_532_800_000_000, <= 4_102_444_800_000_000) => TimeShape.EpochMicroseconds,
            _ => null,
        };
        return shape is { } s ? new TimeAxis(name, s, dialect) : null;
    }
}

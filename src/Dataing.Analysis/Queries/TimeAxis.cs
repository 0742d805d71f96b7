using System.Globalization;
using Dataing.Analysis.Timing;
using Dataing.Core.Alerts;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Queries;

/// <summary>How a column writes time.</summary>
internal enum TimeShape
{
    Timestamp,
    Instant,
    Date,

    /// <summary>ISO text; what stands between date and time is kept for comparisons.</summary>
    Text,
    EpochSeconds,
    EpochMilliseconds,
    EpochMicroseconds,

    /// <summary>Days since the noon that astronomers count from, with a fraction: the number that SQLite keeps times as.</summary>
    JulianDays,
}

/// <summary>A time column with its shape: how to cut it into steps, compare it with a moment, and measure spans, in the source's dialect.</summary>
internal sealed record TimeAxis(string Column, TimeShape Shape, SqlDialect Dialect, char Separator = ' ')
{
    private const string Minutes = "yyyy-MM-dd HH:mm";
    private const double JulianEpoch = 2_440_587.5;
    private const double SecondsOfDay = 86_400;

    /// <summary>Where the column lives: the watched rows unless said otherwise.</summary>
    public string Source { get; init; } = Ask.Rows;

    /// <summary>True when the column carries no time of day.</summary>
    public bool DateOnly { get; init; } = Shape == TimeShape.Date;

    /// <summary>True when the numbers since 1970 have fractions, which no engine's remainder takes.</summary>
    public bool Fractional { get; init; }

    /// <summary>How far the clock of ISO text is ahead of UTC, by the offset that all of it carries.</summary>
    public TimeSpan Ahead { get; init; }

    public Expression Value => Term.Column(Source, Column);

    /// <summary>The start of the step a row falls in; <see cref="Read"/> turns the cell into a moment.</summary>
    public Expression Bucket(Grain grain) =>
        Shape switch
        {
            TimeShape.Text => Term.Call("substr", Value, Term.One, Term.Number(TextLength(grain))),
            TimeShape.EpochSeconds => Steps(grain, 1),
            TimeShape.EpochMilliseconds => Steps(grain, 1_000),
            TimeShape.EpochMicroseconds => Steps(grain, 1_000_000),
            TimeShape.JulianDays => Ask.Real(Steps(grain, 1)).DividedBy(Term.Number(SecondsOfDay)).Plus(Term.Number(JulianEpoch)),
            TimeShape.Date => Value,
            _ => Truncated(grain),
        };

    /// <summary>The moment a bucket cell stands for, floored to the grain.</summary>
    public DateTime? Read(object? cell, Grain grain)
    {
        if (ReadMoment(cell) is not { } at)
            return null;
        // A whole day is called by its date, whatever the clock.
        return Series.Floor(grain, grain is Grain.Hour or Grain.Minute ? at - Ahead : at);
    }

    public DateTime? ReadMoment(object? cell)
    {
        if (Shape == TimeShape.JulianDays)
            return Cell.Number(cell) is > 1_721_426 and < 5_373_484 and var days
                ? DateTime.UnixEpoch.AddSeconds(Math.Round((days - JulianEpoch) * SecondsOfDay))
                : null;
        if (Divisor is not { } divisor)
            return Cell.Moment(cell);
        return Cell.Number(cell) is { } n && Math.Abs(n / divisor) < 253402300000 ? DateTime.UnixEpoch.AddSeconds(n / divisor) : null;
    }

    public Expression From(DateTime moment) => Value.AtLeast(Literal(moment));

    public Expression Before(DateTime moment) => Value.LessThan(Literal(moment));

    public Expression Within(DateTime from, DateTime to) => Term.All(From(from), Before(to));

    /// <summary>Seconds since 1970, for spans between two columns.</summary>
    public Expression Seconds()
    {
        if (Shape == TimeShape.JulianDays)
            return Value.Minus(Term.Number(JulianEpoch)).Times(Term.Number(SecondsOfDay));
        if (Divisor is { } divisor)
            return divisor == 1 ? Ask.Real(Value) : Ask.Real(Value).DividedBy(Term.Number(divisor));
        var native = Shape == TimeShape.Text ? new Expression.Cast(Value, new DataType.Named("TIMESTAMP")) : Value;
        return Dialect.Family switch
        {
            DialectFamily.Sqlite => Term.Call("julianday", Value).Minus(Term.Number(2_440_587.5)).Times(Term.Number(86400)),
            DialectFamily.MySql => Ask.Real(Term.Call("unix_timestamp", Value)),
            DialectFamily.BigQuery => Ask.Real(Term.Call("unix_seconds", new Expression.Cast(Value, new DataType.Named("TIMESTAMP")))),
            DialectFamily.ClickHouse => Ask.Real(Term.Call("toUnixTimestamp", Value)),
            DialectFamily.Trino => Term.Call("to_unixtime", new Expression.Cast(Value, new DataType.Named("TIMESTAMP"))),
            DialectFamily.Databricks => Ask.Real(Term.Call("unix_timestamp", native)),
            DialectFamily.Snowflake => Ask.Real(new Expression.Extract("EPOCH_SECOND", native)),
            DialectFamily.SqlServer => Ask.Real(
                Term.Call("datediff_big", new Expression.DatePart("SECOND"), Term.Text("1970-01-01"), native)
            ),
            _ => Ask.Real(new Expression.Extract("EPOCH", native)),
        };
    }

    /// <summary>The hour of the day, 0 to 23; null where the column has none.</summary>
    public Expression? HourOfDay() =>
        Shape switch
        {
            TimeShape.Date => null,
            _ when DateOnly => null,
            TimeShape.Text => Term.Call("substr", Value, Term.Number(12), Term.Number(2)),
            _ when Divisor is { } d => Ticks
                .Modulo(Term.Number(86400 * d))
                .Minus(Ticks.Modulo(Term.Number(86400 * d)).Modulo(Term.Number(3600 * d)))
                .DividedBy(Term.Number(3600 * d)),
            _ when Dialect.Family == DialectFamily.Sqlite => Term.Call("strftime", Term.Text("%H"), Value),
            _ => new Expression.Extract("HOUR", Zoned),
        };

    /// <summary>True when the hour of the day comes as two digits of text.</summary>
    public bool HourIsText => Shape == TimeShape.Text || Divisor is null && Dialect.Family == DialectFamily.Sqlite;

    /// <summary>True when the day of the week comes as text.</summary>
    public bool WeekdayIsText => Divisor is null && Dialect.Family == DialectFamily.Sqlite;

    /// <summary>The day of the week, 0 for Sunday to 6 for Saturday.</summary>
    public Expression DayOfWeek()
    {
        if (Divisor is { } divisor)
        {
            // 1970-01-01 was a Thursday.
            var shifted = Ticks.Plus(Term.Number(4 * 86400 * divisor));
            var within = shifted.Modulo(Term.Number(7 * 86400 * divisor));
            return within.Minus(shifted.Modulo(Term.Number(86400 * divisor))).DividedBy(Term.Number(86400 * divisor));
        }
        var moment = Shape == TimeShape.Text ? new Expression.Cast(Value, new DataType.Named("TIMESTAMP")) : Zoned;
        return Dialect.Family switch
        {
            DialectFamily.Sqlite => Term.Call("strftime", Term.Text("%w"), Value),
            DialectFamily.MySql => Term.Call("dayofweek", moment).Minus(Term.One),
            DialectFamily.Databricks => Term.Call("dayofweek", moment).Minus(Term.One),
            DialectFamily.BigQuery => new Expression.Extract("DAYOFWEEK", moment).Minus(Term.One),
            DialectFamily.ClickHouse => Term.Call("toDayOfWeek", moment).Modulo(Term.Number(7)),
            DialectFamily.Trino => Term.Call("day_of_week", moment).Modulo(Term.Number(7)),
            DialectFamily.Snowflake => new Expression.Extract("DAYOFWEEKISO", moment).Modulo(Term.Number(7)),
            DialectFamily.SqlServer => Term.Call("datediff", new Expression.DatePart("DAY"), Term.Text("1899-12-31"), moment)
                .Modulo(Term.Number(7)),
            _ => new Expression.Extract("DOW", moment),
        };
    }

    /// <summary>A constant that compares with the column.</summary>
    public Expression Literal(DateTime moment)
    {
        // Half a second early: a moment is off by a few hundred-thousandths of a second as a number of days.
        if (Shape == TimeShape.JulianDays)
            return Term.Number((Math.Floor((moment - DateTime.UnixEpoch).TotalSeconds) - 0.5) / SecondsOfDay + JulianEpoch);
        if (Divisor is { } divisor)
            return Term.Number(Math.Floor((moment - DateTime.UnixEpoch).TotalSeconds * divisor));
        moment += Ahead;
        var text = moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return Shape switch
        {
            TimeShape.Text => Term.Text(
                DateOnly || moment.TimeOfDay == TimeSpan.Zero
                    ? text[..10]
                    : moment.ToString(Minutes, CultureInfo.InvariantCulture).Replace(' ', Separator)
            ),
            _ when Dialect.Family == DialectFamily.Sqlite => Term.Text(moment.TimeOfDay == TimeSpan.Zero ? text[..10] : text),
            TimeShape.Date => new Expression.Cast(Term.Text(text[..10]), new DataType.Named("DATE")),
            TimeShape.Instant => new Expression.Cast(
                Term.Text(text + "+00"),
                new DataType.Named("TIMESTAMP") { TimeZone = TimeZoneMode.With }
            ),
            _ => new Expression.Cast(Term.Text(text), new DataType.Named("TIMESTAMP")),
        };
    }

    private double? Divisor =>
        Shape switch
        {
            TimeShape.EpochSeconds or TimeShape.JulianDays => 1,
            TimeShape.EpochMilliseconds => 1_000,
            TimeShape.EpochMicroseconds => 1_000_000,
            _ => null,
        };

    /// <summary>Whole seconds, or parts of them, since 1970.</summary>
    private Expression Ticks =>
        Shape == TimeShape.JulianDays ? Floor(Seconds().Plus(Term.Number(0.5)))
        : Fractional ? Floor(Value)
        : Value;

    /// <summary>SQLite cuts a fraction off when it makes a number whole; others round.</summary>
    private Expression.Cast Floor(Expression value) =>
        new(Dialect.Family == DialectFamily.Sqlite ? value : Term.Call("floor", value), new DataType.Named("BIGINT"));

    private Expression Zoned =>
        Shape == TimeShape.Instant && Dialect.Family is DialectFamily.Postgres or DialectFamily.DuckDb or DialectFamily.Redshift
            ? new Expression.AtTimeZone(Value, Term.Text("UTC"))
            : Value;

    private Expression Steps(Grain grain, double perSecond)
    {
        var step =
            perSecond
            * (
                grain switch
                {
                    Grain.Minute => 60,
                    Grain.Hour => 3600,
                    _ => 86400,
                }
            );
        return Ticks.Minus(Ticks.Modulo(Term.Number(step)));
    }

    private Expression.FunctionCall Truncated(Grain grain)
    {
        var unit = grain switch
        {
            Grain.Minute => "MINUTE",
            Grain.Hour => "HOUR",
            _ => "DAY",
        };
        return Dialect.Family switch
        {
            DialectFamily.Sqlite => Term.Call("substr", Value, Term.One, Term.Number(TextLength(grain))),
            DialectFamily.MySql => Term.Call(
                "date_format",
                Value,
                Term.Text(
                    grain switch
                    {
                        Grain.Minute => "%Y-%m-%d %H:%i:00",
                        Grain.Hour => "%Y-%m-%d %H:00:00",
                        _ => "%Y-%m-%d",
                    }
                )
            ),
            DialectFamily.BigQuery => Term.Call(
                Shape == TimeShape.Instant ? "TIMESTAMP_TRUNC" : "DATETIME_TRUNC",
                Value,
                new Expression.DatePart(unit)
            ),
            DialectFamily.SqlServer => Term.Call("datetrunc", new Expression.DatePart(unit), Value),
            _ => Term.Call("date_trunc", Term.Text(unit.ToLowerInvariant()), Zoned),
        };
    }

    private static int TextLength(Grain grain) =>
        grain switch
        {
            Grain.Minute => 16,
            Grain.Hour => 13,
            _ => 10,
        };
}

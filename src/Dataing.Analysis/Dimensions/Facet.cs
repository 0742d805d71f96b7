using System.Globalization;
using Dataing.Analysis.Queries;
using Dataing.Sql.Building;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Dimensions;

/// <summary>A part of a column's value that rows are cut by where the whole value says too much: the hour of a time, the prefix of an id.</summary>
internal abstract record Facet
{
    private Facet() { }

    /// <summary>The column as a finding names it: hour(booked_at).</summary>
    public abstract string Name(string column);

    /// <summary>The part of the value, as the source gives it.</summary>
    public abstract Expression Of(Expression value);

    /// <summary>A cell of that part, or its text, in the finding's form.</summary>
    public abstract object Typed(string value);

    /// <summary>A constant that compares with the part.</summary>
    public abstract Expression Literal(string value);

    /// <summary>True when neighbours in order are neighbours in meaning.</summary>
    public virtual bool Ordered => false;

    /// <summary>The hour of the day, 0 to 23.</summary>
    public sealed record Hour(TimeAxis Axis) : Facet
    {
        public override string Name(string column) => $"hour({column})";

        public override Expression Of(Expression value) => Axis.HourOfDay() ?? Term.Null;

        public override object Typed(string value) => Whole(value);

        public override Expression Literal(string value) =>
            Axis.HourIsText ? Term.Text(Whole(value).ToString("00", CultureInfo.InvariantCulture)) : Term.Number(Whole(value));
    }

    /// <summary>The day of the week, 0 for Sunday to 6.</summary>
    public sealed record Weekday(TimeAxis Axis) : Facet
    {
        public override string Name(string column) => $"weekday({column})";

        public override Expression Of(Expression value) => Axis.DayOfWeek();

        public override object Typed(string value) => Whole(value);

        public override Expression Literal(string value) =>
            Axis.WeekdayIsText ? Term.Text(Whole(value).ToString(CultureInfo.InvariantCulture)) : Term.Number(Whole(value));
    }

    /// <summary>The first characters of a text.</summary>
    public sealed record Prefix(int Characters) : Facet
    {
        public override string Name(string column) => $"left({column}, {Characters})";

        public override Expression Of(Expression value) => Start(value, Characters);

        public override object Typed(string value) => value;

        public override Expression Literal(string value) => Term.Text(value);

        public static Expression Start(Expression value, int characters) => Term.Call("substr", value, Term.One, Term.Number(characters));
    }

    /// <summary>One character of a text, counted from 1: a code within an id.</summary>
    public sealed record Character(int Position) : Facet
    {
        public override string Name(string column) => $"substr({column}, {Position}, 1)";

        public override Expression Of(Expression value) => At(value, Position);

        public override object Typed(string value) => value;

        public override Expression Literal(string value) => Term.Text(value);

        public static Expression At(Expression value, int position) => Term.Call("substr", value, Term.Number(position), Term.One);
    }

    /// <summary>The last characters of a text: the shard or part that a file's name ends with.</summary>
    public sealed record Suffix(int Characters, SqlDialect Dialect) : Facet
    {
        public override string Name(string column) => $"right({column}, {Characters})";

        public override Expression Of(Expression value) => End(value, Characters, Dialect);

        public override object Typed(string value) => value;

        public override Expression Literal(string value) => Term.Text(value);

        /// <summary>A text that is no longer is its own end: engines count a start before the first character in ways of their own.</summary>
        public static Expression End(Expression value, int characters, SqlDialect dialect)
        {
            var length = Length.Measure(value, dialect);
            var end = Term.Call("substr", value, length.Minus(Term.Number(characters - 1)), Term.Number(characters));
            return Term.Case().When(length.MoreThan(Term.Number(characters)), end).Else(value);
        }
    }

    /// <summary>How many characters a text has.</summary>
    public sealed record Length(SqlDialect Dialect) : Facet
    {
        public override bool Ordered => true;

        public override string Name(string column) => $"length({column})";

        public override Expression Of(Expression value) => Measure(value, Dialect);

        public override object Typed(string value) => Whole(value);

        public override Expression Literal(string value) => Term.Number(Whole(value));

        public static Expression Measure(Expression value, SqlDialect dialect) =>
            Term.Call(dialect.Family == DialectFamily.SqlServer ? "len" : "length", value);
    }

    private static long Whole(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (long)number : -1;
}

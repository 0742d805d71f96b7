using System.Globalization;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Building;

/// <summary>Arithmetic, text, casts and time.</summary>
public static class Scalars
{
    public static Expression Plus(this Expression left, Expression right) => new Expression.Binary(left, BinaryOperator.Add, right);

    public static Expression Minus(this Expression left, Expression right) => new Expression.Binary(left, BinaryOperator.Subtract, right);

    public static Expression Times(this Expression left, Expression right) => new Expression.Binary(left, BinaryOperator.Multiply, right);

    /// <summary>The engine's own division: of two whole numbers it may be a whole one; see <see cref="Term.Ratio"/>.</summary>
    public static Expression DividedBy(this Expression left, Expression right) => new Expression.Binary(left, BinaryOperator.Divide, right);

    /// <summary>The remainder of whole numbers.</summary>
    public static Expression Modulo(this Expression left, Expression right) => new Expression.Binary(left, BinaryOperator.Modulo, right);

    public static Expression Negated(this Expression value) => new Expression.Unary(UnaryOperator.Minus, value);

    /// <summary>Fails in most engines when the value is no number; see <see cref="TryToDouble"/>.</summary>
    public static Expression ToDouble(this Expression value) => CastTo(value, "DOUBLE", false);

    /// <summary>NULL when the value is no number.</summary>
    public static Expression TryToDouble(this Expression value) => CastTo(value, "DOUBLE", true);

    public static Expression ToInteger(this Expression value) => CastTo(value, "BIGINT", false);

    public static Expression ToText(this Expression value) => CastTo(value, "VARCHAR", false);

    public static Expression ToTimestamp(this Expression value) => CastTo(value, "TIMESTAMP", false);

    /// <summary>NULL when the value is no time.</summary>
    public static Expression TryToTimestamp(this Expression value) => CastTo(value, "TIMESTAMP", true);

    public static Expression ToDate(this Expression value) => CastTo(value, "DATE", false);

    /// <summary>NULL when the value is no date.</summary>
    public static Expression TryToDate(this Expression value) => CastTo(value, "DATE", true);

    extension(Term)
    {
        /// <summary>Characters of a text.</summary>
        public static Expression.FunctionCall Length(Expression text) => Term.Call("length", text);

        /// <summary>Part of a text; the first character has the number 1.</summary>
        public static Expression.FunctionCall Substring(Expression text, Expression start, Expression length) =>
            Term.Call("substring", text, start, length);

        public static Expression.FunctionCall Lower(Expression text) => Term.Call("lower", text);

        public static Expression.FunctionCall Upper(Expression text) => Term.Call("upper", text);

        public static Expression.FunctionCall Trim(Expression text) => Term.Call("trim", text);

        public static Expression.FunctionCall Replace(Expression text, Expression from, Expression to) =>
            Term.Call("replace", text, from, to);

        public static Expression.FunctionCall Abs(Expression number) => Term.Call("abs", number);

        public static Expression.FunctionCall Floor(Expression number) => Term.Call("floor", number);

        public static Expression.FunctionCall Round(Expression number, int digits) => Term.Call("round", number, Term.Number(digits));

        public static Expression.FunctionCall Ln(Expression number) => Term.Call("ln", number);

        public static Expression.FunctionCall Log10(Expression number) => Term.Call("log10", number);

        public static Expression.FunctionCall Power(Expression number, Expression exponent) => Term.Call("power", number, exponent);

        public static Expression.FunctionCall Sqrt(Expression number) => Term.Call("sqrt", number);

        /// <summary>The beginning of the minute, hour, day, … that holds the time; weeks begin on Monday.</summary>
        public static Expression.FunctionCall Truncate(CalendarUnit grain, Expression time) =>
            Term.Call("date_trunc", Term.Text(NameOf(grain)), time);

        /// <summary>0 to 23.</summary>
        public static Expression Hour(Expression time) => new Expression.Extract("HOUR", time);

        /// <summary>1 is Monday, 7 is Sunday.</summary>
        public static Expression Weekday(Expression time) => new Expression.Extract("ISODOW", time);

        /// <summary>Seconds since 1970 began, as a floating-point number.</summary>
        public static Expression.FunctionCall EpochSeconds(Expression time) => Term.Call("epoch", time);

        /// <summary>Seconds from one time to another; negative when the second is earlier.</summary>
        public static Expression SecondsBetween(Expression from, Expression to) => Term.EpochSeconds(to).Minus(Term.EpochSeconds(from));

        /// <summary>A number from 0 to <paramref name="buckets"/> - 1 that depends on the value alone: for samples that come out the same each time.</summary>
        public static Expression HashBucket(Expression value, int buckets)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 2);
            return Term.Call("hash_bucket", value, Term.Number(buckets));
        }
    }

    private static Expression.Cast CastTo(Expression value, string type, bool attempt) => new(value, Term.Kind(type), attempt);

    private static string NameOf(CalendarUnit grain) => grain.ToString().ToLower(CultureInfo.InvariantCulture);
}

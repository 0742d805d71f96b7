using System.Globalization;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Building;

/// <summary>
/// Makes expressions: columns, literals and combinations. They say what is meant, in DuckDB's vocabulary; <see cref="SelectBuilder.Build"/>
/// puts them into the words of the dialect asked for.
/// </summary>
/// <example>
/// <code>
/// Term.Column("status").EqualTo(Term.Text("failed")).And(Term.Column("amount").MoreThan(Term.Number(10)))
/// Term.Count().Filtered(Term.Column("user_id").IsNull())
/// Term.Truncate(CalendarUnit.Day, Term.Column("created_at"))
/// </code>
/// </example>
public static class Term
{
    /// <summary>A column by its stored name, with what qualifies it before it: <c>Column("o", "user_id")</c>.</summary>
    public static Expression.Column Column(params ReadOnlySpan<string> path) => new(Names(path));

    /// <summary>A stored name, to be quoted only where the dialect would read another one.</summary>
    public static Identifier Name(string name) => new(name) { Exact = true };

    public static Expression Null { get; } = new Expression.Null();

    public static Expression True { get; } = new Expression.Boolean(true);

    public static Expression False { get; } = new Expression.Boolean(false);

    /// <summary>Every column; only useful in a select list.</summary>
    public static Expression Star { get; } = new Expression.Star();

    public static Expression Text(string value) => new Expression.String(value);

    public static Expression Zero { get; } = Number(0);

    public static Expression One { get; } = Number(1);

    public static Expression Number(long value) => new Expression.Number(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A decimal, digit for digit.</summary>
    public static Expression Number(decimal value) => new Expression.Number(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number that must be finite, written as a whole one where it is: <see cref="Ratio"/> divides exactly all the same.</summary>
    public static Expression Number(double value)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(double.IsFinite(value), false, nameof(value));
        var text = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        return value < 0 ? new Expression.Number(text).Negated() : new Expression.Number(text);
    }

    public static Expression Boolean(bool value) => value ? True : False;

    public static Expression Date(DateOnly value) =>
        new Expression.Typed(Kind("DATE"), value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>A time without a zone, to the microsecond; what kind of clock it is, the column compared with it says.</summary>
    public static Expression Timestamp(DateTime value)
    {
        var format = value.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.ffffff";
        return new Expression.Typed(Kind("TIMESTAMP"), value.ToString(format, CultureInfo.InvariantCulture));
    }

    /// <summary>The literal for a value read from a data source: text, number, boolean, date, time, or NULL.</summary>
    public static Expression Literal(object? value) =>
        value switch
        {
            null or DBNull => Null,
            string text => Text(text),
            char character => Text(character.ToString()),
            bool boolean => Boolean(boolean),
            decimal number => Number(number),
            double number => Number(number),
            float number => Number((double)number),
            sbyte or byte or short or ushort or int or uint or long => Number(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            ulong number => Number((decimal)number),
            System.Numerics.BigInteger number => new Expression.Number(number.ToString(CultureInfo.InvariantCulture)),
            DateOnly date => Date(date),
            DateTime time => Timestamp(time),
            DateTimeOffset time => Timestamp(time.UtcDateTime),
            Guid id => Text(id.ToString()),
            byte[] bytes => new Expression.Bytes(Convert.ToHexString(bytes)),
            _ => throw new ArgumentException($"A {value.GetType().Name} has no literal in SQL.", nameof(value)),
        };

    /// <summary>All of the conditions; TRUE when there are none.</summary>
    public static Expression All(params ReadOnlySpan<Expression> conditions) => Chain(LogicalOperator.And, conditions, True);

    /// <summary>All of the conditions that are there; null when none is.</summary>
    public static Expression? AllOf(params IEnumerable<Expression?> conditions)
    {
        Expression[] given = [.. conditions.OfType<Expression>()];
        return given.Length == 0 ? null : All(given);
    }

    /// <summary>Any of the conditions; FALSE when there are none.</summary>
    public static Expression Any(params ReadOnlySpan<Expression> conditions) => Chain(LogicalOperator.Or, conditions, False);

    /// <summary>1 where the condition holds, else 0.</summary>
    public static Expression Flag(Expression condition) => Case().When(condition, One).Else(Zero);

    public static CaseBuilder Case() => new(null, []);

    /// <summary>CASE operand WHEN value …</summary>
    public static CaseBuilder Case(Expression operand) => new(operand, []);

    public static Expression.FunctionCall Coalesce(params ReadOnlySpan<Expression> values) => Call("coalesce", values);

    /// <summary>NULL when both are equal, else the first.</summary>
    public static Expression.FunctionCall NullIf(Expression value, Expression unwanted) => Call("nullif", value, unwanted);

    /// <summary>A quotient as a floating-point number, NULL when the divisor is zero; never an integer division.</summary>
    public static Expression Ratio(Expression dividend, Expression divisor) =>
        new Expression.Binary(dividend.ToDouble(), BinaryOperator.Divide, NullIf(divisor, Number(0)));

    /// <summary>Text joined; NULL when any part is.</summary>
    public static Expression Concat(params ReadOnlySpan<Expression> parts)
    {
        ArgumentOutOfRangeException.ThrowIfZero(parts.Length, nameof(parts));
        var joined = parts[0];
        foreach (var part in parts[1..])
            joined = new Expression.Binary(joined, BinaryOperator.Concat, part);
        return joined;
    }

    /// <summary>A query that yields one value.</summary>
    public static Expression Scalar(SelectBuilder query) => new Expression.Subquery(query.ToQuery());

    public static Expression Exists(SelectBuilder query) => new Expression.Exists(query.ToQuery());

    /// <summary>Any function in DuckDB's vocabulary; whether the target dialect has it shows when it is built and checked.</summary>
    public static Expression.FunctionCall Call(string function, params ReadOnlySpan<Expression> arguments)
    {
        var list = new Argument[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
            list[i] = new Argument(arguments[i]);
        return new Expression.FunctionCall(new ObjectName([new Identifier(function)]), SqlList.Create<Argument>(list));
    }

    internal static SqlList<Identifier> Names(ReadOnlySpan<string> path)
    {
        ArgumentOutOfRangeException.ThrowIfZero(path.Length, nameof(path));
        var names = new Identifier[path.Length];
        for (var i = 0; i < path.Length; i++)
            names[i] = Name(path[i]);
        return SqlList.Create<Identifier>(names);
    }

    internal static DataType.Named Kind(string name) => new(name);

    private static Expression Chain(LogicalOperator logical, ReadOnlySpan<Expression> conditions, Expression none) =>
        conditions.Length switch
        {
            0 => none,
            1 => conditions[0],
            _ => new Expression.Logical(logical, SqlList.Create(conditions)),
        };
}

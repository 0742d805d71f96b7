using System.Globalization;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>Works out numbers, texts and conditions where all engines of a dialect agree, and says so where it cannot. It bounds work; it is no evaluator of SQL.</summary>
internal sealed class TrialArithmetic(SqlDialect dialect, Func<Expression.Column, TrialValue> columnOf)
{
    public TrialValue Of(Expression value) =>
        value switch
        {
            Expression.Number number => OfNumber(number.Text),
            Expression.String text => TrialValue.Of(text.Value),
            Expression.Null => TrialValue.Null,
            Expression.Boolean truth => TrialValue.Of(truth.Value),
            Expression.Column column => columnOf(column),
            Expression.Tuple { Items: [var only] } => Of(only),
            Expression.Cast cast => OfCast(Of(cast.Value), cast.Type),
            Expression.Unary unary => OfUnary(unary.Operator, Of(unary.Operand)),
            Expression.CustomOperator amount when Sign.IsAmount(amount) => Numeric(Of(amount.Right), Math.Abs),
            Expression.Binary binary => OfBinary(binary),
            Expression.Logical logical => OfLogical(logical),
            Expression.Between between => OfBetween(between),
            Expression.InList list => Negated(OfList(list), list.Negated),
            Expression.Is { Test: IsTest.Null } test => Of(test.Value) is { Kind: not TrialKind.Unknown } tested
                ? TrialValue.Of(tested.Kind == TrialKind.Null != test.Negated)
                : TrialValue.Unknown,
            Expression.Case choice => OfCase(choice),
            Expression.Subquery
            {
                Query: { With: null, Limit: null, Body: QueryBody.Select { From.Count: 0, Where: null, Items: [var item] } }
            } => Of(item.Value),
            Expression.FunctionCall { Over: null, Filter: null } call => TrialCalls.Of(
                call.Name.Last.Text,
                [.. call.Arguments.Select(a => Of(a.Value))]
            ),
            _ => TrialValue.Unknown,
        };

    private bool DividesWhole =>
        dialect.Family
            is DialectFamily.Postgres
                or DialectFamily.Redshift
                or DialectFamily.Sqlite
                or DialectFamily.Trino
                or DialectFamily.SqlServer;

    private static TrialValue OfNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? TrialValue.Of(number, text.All(char.IsAsciiDigit))
            : TrialValue.Unknown;

    private TrialValue OfCast(TrialValue value, DataType type)
    {
        if (value.Kind != TrialKind.Number || type is not DataType.Named { Name: var name })
            return value.Kind == TrialKind.Null ? value : TrialValue.Unknown;
        if (name.Contains("INT", StringComparison.OrdinalIgnoreCase) || name.Contains("SIGNED", StringComparison.OrdinalIgnoreCase))
            return TrialValue.Of(Cuts ? Math.Truncate(value.Number) : Math.Round(value.Number, MidpointRounding.AwayFromZero), whole: true);
        return
            name.StartsWith("DOUBLE", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("FLOAT", StringComparison.OrdinalIgnoreCase)
            || name.Equals("REAL", StringComparison.OrdinalIgnoreCase)
            ? TrialValue.Of(value.Number, whole: false)
            : TrialValue.Unknown;
    }

    private bool Cuts =>
        dialect.Family is DialectFamily.Sqlite or DialectFamily.SqlServer or DialectFamily.ClickHouse or DialectFamily.Databricks;

    private static TrialValue OfUnary(UnaryOperator sign, TrialValue operand) =>
        sign switch
        {
            UnaryOperator.Not => operand.Kind == TrialKind.Null ? operand
            : operand.Holds is { } holds ? TrialValue.Of(!holds)
            : TrialValue.Unknown,
            UnaryOperator.Minus => Numeric(operand, n => -n),
            UnaryOperator.Plus => Numeric(operand, n => n),
            UnaryOperator.BitNot when operand.Whole => Numeric(operand, n => -n - 1),
            _ => TrialValue.Unknown,
        };

    private static TrialValue Numeric(TrialValue value, Func<double, double> change) =>
        value.Kind switch
        {
            TrialKind.Null => value,
            TrialKind.Number => TrialValue.Of(change(value.Number), value.Whole),
            _ => TrialValue.Unknown,
        };

    private TrialValue OfBinary(Expression.Binary binary)
    {
        var (left, right) = (Of(binary.Left), Of(binary.Right));
        if (left.Kind == TrialKind.Unknown || right.Kind == TrialKind.Unknown)
            return TrialValue.Unknown;
        if (left.Kind == TrialKind.Null || right.Kind == TrialKind.Null)
            return binary.Operator == BinaryOperator.NullSafeEqual ? TrialValue.Of(left.Kind == right.Kind) : TrialValue.Null;
        if (binary.Operator == BinaryOperator.Concat && dialect.Family != DialectFamily.MySql)
            return TrialCalls.Joined(left, right);
        if (binary.Operator is >= BinaryOperator.Equal and <= BinaryOperator.NullSafeEqual)
            return Compared(left, binary.Operator, right);
        return left.Kind == TrialKind.Number && right.Kind == TrialKind.Number
            ? OfNumbers(left, binary.Operator, right)
            : TrialValue.Unknown;
    }

    private TrialValue OfNumbers(TrialValue left, BinaryOperator sign, TrialValue right)
    {
        var (x, y, whole) = (left.Number, right.Number, left.Whole && right.Whole);
        return sign switch
        {
            BinaryOperator.Add => TrialValue.Of(x + y, whole),
            BinaryOperator.Subtract => TrialValue.Of(x - y, whole),
            BinaryOperator.Multiply => TrialValue.Of(x * y, whole),
            BinaryOperator.Divide when y != 0 => whole && DividesWhole
                ? TrialValue.Of(Math.Truncate(x / y), whole: true)
                : TrialValue.Of(x / y, whole: false),
            BinaryOperator.IntegerDivide when y != 0 => TrialValue.Of(Math.Truncate(x / y), whole: true),
            BinaryOperator.Modulo when y != 0 => TrialValue.Of(x % y, whole),
            BinaryOperator.BitAnd when whole => TrialValue.Of((long)x & (long)y, whole: true),
            BinaryOperator.BitOr when whole => TrialValue.Of((long)x | (long)y, whole: true),
            BinaryOperator.BitXor when whole => TrialValue.Of((long)x ^ (long)y, whole: true),
            BinaryOperator.ShiftLeft when whole && y is >= 0 and < 50 => TrialValue.Of(x * (1L << (int)y), whole: true),
            BinaryOperator.ShiftRight when whole && y is >= 0 and < 50 => TrialValue.Of((long)x >> (int)y, whole: true),
            _ => TrialValue.Unknown,
        };
    }

    private static TrialValue Compared(TrialValue left, BinaryOperator sign, TrialValue right)
    {
        if (left.Kind != right.Kind)
            return TrialValue.Unknown;
        if (left.Kind == TrialKind.Text)
            return ComparedAsTexts(left.Text, sign, right.Text);
        var order = left.Number.CompareTo(right.Number);
        return sign switch
        {
            BinaryOperator.Less => TrialValue.Of(order < 0),
            BinaryOperator.LessOrEqual => TrialValue.Of(order <= 0),
            BinaryOperator.Greater => TrialValue.Of(order > 0),
            BinaryOperator.GreaterOrEqual => TrialValue.Of(order >= 0),
            BinaryOperator.NotEqual => TrialValue.Of(order != 0),
            _ => TrialValue.Of(order == 0),
        };
    }

    /// <summary>Collations differ in letter case, accents and blanks at the end, so only what no collation takes for the same differs.</summary>
    private static TrialValue ComparedAsTexts(string left, BinaryOperator sign, string right)
    {
        var same = left == right;
        if (sign is not (BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.NullSafeEqual))
            return TrialValue.Unknown;
        if (!same && left.TrimEnd().Length == right.TrimEnd().Length)
            return TrialValue.Unknown;
        return TrialValue.Of(same == (sign != BinaryOperator.NotEqual));
    }

    private TrialValue OfLogical(Expression.Logical logical)
    {
        var terms = logical.Terms.Select(t => Of(t).Holds).ToArray();
        return logical.Operator switch
        {
            LogicalOperator.And => terms.Contains(false) ? TrialValue.Of(false)
            : terms.Contains(null) ? TrialValue.Unknown
            : TrialValue.Of(true),
            LogicalOperator.Or => terms.Contains(true) ? TrialValue.Of(true)
            : terms.Contains(null) ? TrialValue.Unknown
            : TrialValue.Of(false),
            _ => TrialValue.Unknown,
        };
    }

    private TrialValue OfBetween(Expression.Between between)
    {
        var value = Of(between.Value);
        var low = Compare(value, BinaryOperator.GreaterOrEqual, Of(between.Low)).Holds;
        var high = Compare(value, BinaryOperator.LessOrEqual, Of(between.High)).Holds;
        if (between.Symmetric || low is null || high is null)
            return TrialValue.Unknown;
        return Negated(TrialValue.Of(low.Value && high.Value), between.Negated);
    }

    private TrialValue OfList(Expression.InList list)
    {
        var value = Of(list.Value);
        var found = list.Items.Select(i => Compare(value, BinaryOperator.Equal, Of(i)).Holds).ToArray();
        return found.Contains(true) ? TrialValue.Of(true)
            : found.Contains(null) ? TrialValue.Unknown
            : TrialValue.Of(false);
    }

    private static TrialValue Compare(TrialValue left, BinaryOperator sign, TrialValue right) =>
        left.Kind == TrialKind.Null || right.Kind == TrialKind.Null ? TrialValue.Unknown
        : left.Kind == TrialKind.Unknown ? left
        : Compared(left, sign, right);

    private static TrialValue Negated(TrialValue truth, bool negated) =>
        negated && truth.Holds is { } holds ? TrialValue.Of(!holds) : truth;

    private TrialValue OfCase(Expression.Case choice)
    {
        foreach (var when in choice.Whens)
        {
            var test = choice.Operand is { } operand
                ? Compare(Of(operand), BinaryOperator.Equal, Of(when.Condition)).Holds
                : Of(when.Condition).Holds;
            if (test is null)
                return TrialValue.Unknown;
            if (test.Value)
                return Of(when.Result);
        }
        return choice.Else is { } otherwise ? Of(otherwise) : TrialValue.Null;
    }
}

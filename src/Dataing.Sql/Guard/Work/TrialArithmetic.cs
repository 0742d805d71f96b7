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
            Expression.Like { Kind: LikeKind.Like or LikeKind.ILike, Escape: null, Quantifier: null } like => Negated(
                TrialPattern.Of(Of(like.Value), Of(like.Pattern), like.Kind == LikeKind.ILike),
                like.Negated
            ),
            Expression.Is { Test: IsTest.Null } test => Of(test.Value) is { Kind: not TrialKind.Unknown } tested
                ? TrialValue.Of(tested.Kind == TrialKind.Null != test.Negated)
                : TrialValue.Unknown,
            Expression.Case choice => OfCase(choice),
            Expression.Subquery
            {
                Query: { With: null, Limit: null, Body: QueryBody.Select { From.Count: 0, Where: null, Items: [var item] } }
            } => Of(item.Value),
            Expression.FunctionCall { Over: null, Filter: null } call => OfCall(call),
            Expression.Typed typed => TrialValue.Of(Constants.Of(typed)),
            Expression.Interval span => TrialValue.Of(Constants.Of(span)),
            Expression.CustomOperator { Left: { } left, Operator: "#" } both
                when dialect.Family is DialectFamily.Postgres or DialectFamily.Redshift => OfBinary(
                new Expression.Binary(left, BinaryOperator.BitXor, both.Right)
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
            ? TrialValue.Of(Math.Min(number, double.MaxValue), text.All(char.IsAsciiDigit))
            : TrialValue.Unknown;

    /// <summary>Functions of moments are worked out where their units are.</summary>
    private TrialValue OfCall(Expression.FunctionCall call)
    {
        TrialValue[] values = [.. call.Arguments.Select(a => Of(a.Value))];
        if (dialect.Family == DialectFamily.Sqlite && call.Name.Last.Text.ToLowerInvariant() is ("date" or "datetime") and var name)
            return SqliteDates.Of(values, withTime: name == "datetime");
        if (
            call.Name.Last.Text.Equals("date_trunc", StringComparison.OrdinalIgnoreCase)
            && values is [{ Kind: TrialKind.Text, Text: var unit }, { Kind: TrialKind.Time } moment]
        )
            return TrialTimes.Truncated(moment, unit);
        if (!values.Any(v => v.Kind == TrialKind.Time))
            return TrialCalls.Of(call.Name.Last.Text, values);
        return TrialValue.Of(
            Constants.Of(
                call with
                {
                    Arguments =
                    [
                        .. call.Arguments.Select((a, i) => values[i].Kind == TrialKind.Time ? a with { Value = Moment(values[i]) } : a),
                    ],
                }
            )
        );
    }

    private static Expression.Typed Moment(TrialValue time) =>
        new(
            new DataType.Named("TIMESTAMP"),
            DateTime
                .UnixEpoch.AddSeconds(Math.Clamp(time.Number, -6e10, 2.5e11))
                .ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)
        );

    private TrialValue OfCast(TrialValue value, DataType type)
    {
        if (type is DataType.Named { Name: var named } && IsTime(named))
            return named.Equals("DATE", StringComparison.OrdinalIgnoreCase)
                ? TrialTimes.Cut(AsTime(value), CalendarStep.Day)
                : AsTime(value);
        if (
            value is { Kind: TrialKind.Number, Whole: true }
            && type is DataType.Named { Name: "TEXT" or "VARCHAR" or "STRING", Arguments.Count: 0 }
        )
            return TrialValue.Of(value.Number.ToString("F0", CultureInfo.InvariantCulture));
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

    private static bool IsTime(string type) =>
        type.StartsWith("DATE", StringComparison.OrdinalIgnoreCase) || type.StartsWith("TIMESTAMP", StringComparison.OrdinalIgnoreCase);

    private static TrialValue AsTime(TrialValue value) =>
        value.Kind switch
        {
            TrialKind.Time or TrialKind.Null => value,
            TrialKind.Text when value.Text.Length >= 8 => TrialValue.Of(Constants.Of(new Expression.String(value.Text)))
                is { Kind: TrialKind.Time } time
                ? time
                : TrialValue.Unknown,
            _ => TrialValue.Unknown,
        };

    private bool Cuts =>
        dialect.Family is DialectFamily.Sqlite or DialectFamily.SqlServer or DialectFamily.ClickHouse or DialectFamily.Databricks;

    private TrialValue OfUnary(UnaryOperator sign, TrialValue operand) =>
        sign switch
        {
            UnaryOperator.Not => operand.Kind == TrialKind.Null ? operand
            : operand.Holds is { } holds ? TrialValue.Of(!holds)
            : TrialValue.Unknown,
            UnaryOperator.Minus => Numeric(operand, n => -n),
            UnaryOperator.Plus => operand.Kind is TrialKind.Number or TrialKind.Null || dialect.Family == DialectFamily.Sqlite
                ? operand
                : TrialValue.Unknown,
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
        if (binary.Operator == JoinsTexts && (left.Kind == TrialKind.Text || binary.Operator == BinaryOperator.Concat))
            return TrialCalls.Joined(left, right);
        if (binary.Operator is >= BinaryOperator.Equal and <= BinaryOperator.NullSafeEqual)
            return Compared(left, binary.Operator, right);
        if (left.Kind == TrialKind.Time && binary.Operator is (BinaryOperator.Add or BinaryOperator.Subtract))
            return Moved(left, right, binary.Operator == BinaryOperator.Add ? 1 : -1);
        return left.Kind == TrialKind.Number && right.Kind == TrialKind.Number
            ? OfNumbers(left, binary.Operator, right)
            : TrialValue.Unknown;
    }

    /// <summary>SQL Server joins texts by a plus; in MySQL || is OR.</summary>
    private BinaryOperator? JoinsTexts =>
        dialect.Family switch
        {
            DialectFamily.MySql => null,
            DialectFamily.SqlServer => BinaryOperator.Add,
            _ => BinaryOperator.Concat,
        };

    private static TrialValue Moved(TrialValue time, TrialValue by, int sign) =>
        by.Kind switch
        {
            TrialKind.Span => time with { Number = time.Number + sign * by.Number },
            TrialKind.Number => time with { Number = time.Number + sign * by.Number * 86_400 },
            TrialKind.Text when TrialValue.Of(Constants.Of(new Expression.String(by.Text))) is { Kind: TrialKind.Span } span => time with
            {
                Number = time.Number + sign * span.Number,
            },
            _ => TrialValue.Unknown,
        };

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
            BinaryOperator.Power => TrialValue.Of(Math.Pow(x, y), whole: false),
            BinaryOperator.BitAnd when whole => TrialValue.Of((long)x & (long)y, whole: true),
            BinaryOperator.BitOr when whole => TrialValue.Of((long)x | (long)y, whole: true),
            BinaryOperator.BitXor when whole => TrialValue.Of((long)x ^ (long)y, whole: true),
            BinaryOperator.ShiftLeft when whole && y is >= 0 and < 50 => TrialValue.Of(x * (1L << (int)y), whole: true),
            BinaryOperator.ShiftRight when whole && y is >= 0 and < 50 => TrialValue.Of((long)x >> (int)y, whole: true),
            _ => TrialValue.Unknown,
        };
    }

    private TrialValue Compared(TrialValue left, BinaryOperator sign, TrialValue right)
    {
        if (left.Kind == TrialKind.Time || right.Kind == TrialKind.Time)
            (left, right) = (AsTime(left), AsTime(right));
        // SQLite orders every number before every text.
        if (dialect.Family == DialectFamily.Sqlite && IsNumberBesideText(left.Kind, right.Kind))
            return Ordered(left.Kind == TrialKind.Number ? -1 : 1, sign);
        if (left.Kind != right.Kind || left.Kind == TrialKind.Unknown)
            return TrialValue.Unknown;
        if (left.Kind == TrialKind.Text)
            return dialect.Family == DialectFamily.Sqlite
                ? Ordered(string.CompareOrdinal(left.Text, right.Text), sign)
                : ComparedAsTexts(left.Text, sign, right.Text);
        return Ordered(left.Number.CompareTo(right.Number), sign);
    }

    /// <summary>Collations differ in letter case, accents and blanks at the end, so only what all of them order alike is compared.</summary>
    private static TrialValue ComparedAsTexts(string left, BinaryOperator sign, string right)
    {
        var same = left == right;
        if (!same && left.TrimEnd().Length == right.TrimEnd().Length && sign is BinaryOperator.Equal or BinaryOperator.NotEqual)
            return TrialValue.Unknown;
        if (
            !same
            && !(IsSimple(left) && IsSimple(right))
            && !(left.Length == 0 && right.Trim().Length > 0)
            && !(right.Length == 0 && left.Trim().Length > 0)
        )
            return sign is BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.NullSafeEqual
                ? TrialValue.Of(sign == BinaryOperator.NotEqual)
                : TrialValue.Unknown;
        return Ordered(string.CompareOrdinal(left, right), sign);
    }

    private static bool IsSimple(string text) => text.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9');

    private static bool IsNumberBesideText(TrialKind left, TrialKind right) =>
        (left, right) is (TrialKind.Number, TrialKind.Text) or (TrialKind.Text, TrialKind.Number);

    private static TrialValue Ordered(int order, BinaryOperator sign) =>
        TrialValue.Of(
            sign switch
            {
                BinaryOperator.Less => order < 0,
                BinaryOperator.LessOrEqual => order <= 0,
                BinaryOperator.Greater => order > 0,
                BinaryOperator.GreaterOrEqual => order >= 0,
                BinaryOperator.NotEqual => order != 0,
                _ => order == 0,
            }
        );

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

    private TrialValue Compare(TrialValue left, BinaryOperator sign, TrialValue right) =>
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

using System.Collections.Frozen;
using System.Globalization;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>Works out what an expression comes to, as far as literals say. It bounds work; it is no evaluator of SQL.</summary>
internal static class Constants
{
    private static readonly FrozenSet<string> NowFunctions = (
        "now now64 current_date current_timestamp current_time localtimestamp localtime getdate getutcdate sysdate sysdatetime sysutcdatetime sysdatetimeoffset"
        + " today curdate clock_timestamp statement_timestamp transaction_timestamp current_datetime utc_timestamp utctimestamp get_current_timestamp systimestamp"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static Constant? Of(Expression? expression) =>
        expression switch
        {
            Expression.Number number => Parse(number.Text),
            Expression.String text => OfText(text.Value),
            Expression.Typed typed => OfText(typed.Value),
            Expression.Interval interval => OfInterval(interval),
            Expression.Cast cast => Of(cast.Value),
            Expression.Collate collate => Of(collate.Value),
            Expression.AtTimeZone zoned => Of(zoned.Value),
            Expression.Unary { Operator: UnaryOperator.Minus } minus => Negate(Of(minus.Operand)),
            Expression.Unary { Operator: UnaryOperator.Plus } plus => Of(plus.Operand),
            Expression.Binary binary => OfBinary(binary),
            Expression.FunctionCall call => OfCall(call),
            Expression.Subquery { Query: { With: null, Body: QueryBody.Select { From.Count: 0, Items: [var item] } } } => Of(item.Value),
            Expression.Tuple { Items: [var only] } => Of(only),
            Expression.CustomOperator amount when Sign.IsAmount(amount) => Of(amount.Right) is { } known
                ? known with
                {
                    Value = Math.Abs(known.Value),
                }
                : null,
            _ => null,
        };

    public static double? NumberOf(Expression? expression) =>
        Of(expression) is { Kind: ConstantKind.Number } constant ? constant.Value : null;

    /// <summary>The largest number that is written in an expression which does not come to one by itself: 100 in <c>100 # 0</c>.</summary>
    public static double LargestIn(Expression expression)
    {
        var largest = 0.0;
        foreach (var node in SqlTree.DescendantsAndSelf(expression))
        {
            if (node is Expression.Number or Expression.Binary { Operator: BinaryOperator.Power or BinaryOperator.ShiftLeft })
                largest = Math.Max(largest, NumberOf((Expression)node) ?? 0);
        }
        return largest;
    }

    public static double SecondsOf(string unit) =>
        unit.TrimEnd('S', 's').ToUpperInvariant() switch
        {
            "NANOSECOND" or "N" => 1e-9,
            "MICROSECOND" or "U" => 1e-6,
            "MILLISECOND" or "MILLI" => 1e-3,
            "MINUTE" or "MIN" or "MI" => 60,
            "HOUR" or "HR" or "H" or "HH" => 3_600,
            "DAY" or "D" or "DD" => 86_400,
            "WEEK" or "W" or "WK" => 604_800,
            "MONTH" or "MON" or "MM" => 2_592_000,
            "QUARTER" or "QQ" => 7_776_000,
            "YEAR" or "Y" or "YY" or "YYYY" or "YR" => 31_536_000,
            "DECADE" => 315_360_000,
            "CENTURY" or "CENTURIE" => 3_153_600_000,
            _ => 1,
        };

    private static Constant? Parse(string text) => BaseOf(text) is > 0 and var radix ? OfDigits(text, radix) : OfDecimal(text);

    private static int BaseOf(string text) =>
        text.Length < 3 || text[0] != '0'
            ? 0
            : text[1] switch
            {
                'x' or 'X' => 16,
                'o' or 'O' => 8,
                'b' or 'B' => 2,
                _ => 0,
            };

    private static Constant? OfDigits(string text, int radix)
    {
        var value = 0.0;
        foreach (var digit in text.AsSpan(2))
        {
            if (digit == '_')
                continue;
            if (!char.IsAsciiHexDigit(digit))
                return null;
            value = value * radix + Convert.ToInt32(digit.ToString(), 16);
        }
        return Constant.Number(value);
    }

    private static Constant? OfDecimal(string text) =>
        double.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? Constant.Number(value)
            : null;

    private static Constant? OfText(string text)
    {
        if (Parse(text) is { } number)
            return number;
        if (IntervalText.Seconds(text) is { } seconds)
            return Constant.Seconds(seconds);
        if (text.Trim().ToLowerInvariant() is "now" or "today" or "yesterday" or "tomorrow")
            return Constant.FromNow(0);
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, styles, out var moment)
            ? Constant.Moment((moment - DateTime.UnixEpoch).TotalSeconds)
            : null;
    }

    private static Constant? OfInterval(Expression.Interval interval)
    {
        if (interval.Unit is not { } unit)
            return interval.Value is Expression.String text && IntervalText.Seconds(text.Value) is { } seconds
                ? Constant.Seconds(seconds)
                : null;
        return NumberOf(interval.Value) is { } count ? Constant.Seconds(count * SecondsOf(unit)) : null;
    }

    private static Constant? Negate(Constant? value) => value is { } known ? known with { Value = -known.Value } : null;

    private static Constant? OfBinary(Expression.Binary binary)
    {
        if (Of(binary.Left) is not { } left || Of(binary.Right) is not { } right)
            return null;
        return binary.Operator switch
        {
            BinaryOperator.Add => Add(left, right, 1),
            BinaryOperator.Subtract when left.IsTime && right.IsTime => Constant.Seconds(Constant.Between(right, left)),
            BinaryOperator.Subtract => Add(left, right, -1),
            BinaryOperator.Multiply => left with { Kind = Wider(left, right), Value = left.Value * right.Value },
            BinaryOperator.Divide or BinaryOperator.IntegerDivide when right.Value != 0 => left with { Value = left.Value / right.Value },
            BinaryOperator.Modulo when right.Value != 0 => left with { Value = left.Value % right.Value },
            BinaryOperator.Power => Constant.Number(Math.Pow(left.Value, right.Value)),
            BinaryOperator.ShiftLeft => Constant.Number(left.Value * Math.Pow(2, right.Value)),
            BinaryOperator.ShiftRight => Constant.Number(left.Value / Math.Pow(2, right.Value)),
            _ => null,
        };
    }

    private static ConstantKind Wider(Constant left, Constant right) => left.Kind == ConstantKind.Number ? right.Kind : left.Kind;

    /// <summary>A plain number beside a moment counts days, as every dialect that allows it does.</summary>
    private static Constant Add(Constant left, Constant right, int sign)
    {
        if (right.IsTime && !left.IsTime)
            (left, right) = (right, left);
        var amount = left.IsTime && right.Kind == ConstantKind.Number ? right.Value * 86_400 : right.Value;
        return left with { Value = left.Value + sign * amount };
    }

    private static Constant? OfCall(Expression.FunctionCall call)
    {
        var name = call.Name.Last.Text.ToLowerInvariant();
        if (NowFunctions.Contains(name))
            return Constant.FromNow(0);
        var arguments = call.Arguments;
        return name switch
        {
            "power" or "pow" when arguments.Count == 2 => NumberOf(arguments[0].Value) is { } x && NumberOf(arguments[1].Value) is { } y
                ? Constant.Number(Math.Pow(x, y))
                : null,
            "exp10" or "intexp10" when arguments.Count == 1 => NumberOf(arguments[0].Value) is { } x
                ? Constant.Number(Math.Pow(10, x))
                : null,
            "exp2" or "intexp2" when arguments.Count == 1 => NumberOf(arguments[0].Value) is { } x ? Constant.Number(Math.Pow(2, x)) : null,
            "exp" when arguments.Count == 1 => NumberOf(arguments[0].Value) is { } x ? Constant.Number(Math.Exp(x)) : null,
            "factorial" when arguments.Count == 1 => NumberOf(arguments[0].Value) is { } x
                ? Constant.Number(x > 12 ? double.MaxValue : 1e9)
                : null,
            "date_trunc" or "datetrunc" or "timestamp_trunc" or "datetime_trunc" or "trunc" => arguments
                .Select(a => Of(a.Value))
                .FirstOrDefault(v => v is { IsTime: true }),
            "make_date" or "datefromparts" or "date_from_parts" or "makedate" => OfDateParts(arguments),
            _ when DateShift.Of(name, arguments) is { } shifted => shifted,
            _ when arguments.Count >= 1 && KeepsItsArgument(name) => Of(arguments[0].Value),
            _ => null,
        };
    }

    private static bool KeepsItsArgument(string name) =>
        name.StartsWith("to", StringComparison.Ordinal)
        || name
            is "date"
                or "timestamp"
                or "datetime"
                or "time"
                or "int"
                or "bigint"
                or "int8"
                or "int4"
                or "int64"
                or "float8"
                or "numeric"
                or "float64"
                or "abs"
                or "floor"
                or "ceil"
                or "ceiling"
                or "round"
                or "coalesce"
                or "ifnull"
                or "cast"
                or "try_cast"
                or "convert"
                or "accuratecast"
                or "assumenotnull"
                or "materialize"
                or "identity"
                or "parse_date"
                or "timestamptz"
                or "double"
                or "decimal"
                or "unistr";

    private static Constant? OfDateParts(SqlList<Argument> arguments)
    {
        if (arguments.Count == 0 || NumberOf(arguments[0].Value) is not { } year || year is < 1 or > 9_998)
            return null;
        return Constant.Moment((new DateTime((int)year, 1, 1) - DateTime.UnixEpoch).TotalSeconds);
    }
}

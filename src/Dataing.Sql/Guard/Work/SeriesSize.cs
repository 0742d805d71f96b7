using Dataing.Sql.Dialects;
using Dataing.Sql.Functions;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>How many rows or elements a generator makes, as far as its arguments say.</summary>
internal static class SeriesSize
{
    private static readonly string[] LargeNumbers =
    [
        "hash",
        "number",
        "epoch",
        "unix",
        "json",
        "crc",
        "checksum",
        "md5",
        "murmur",
        "random",
        "rand",
    ];

    /// <summary>The number when it is known; null when it depends on data; infinity when it has no bound that can be read.</summary>
    public static double? Of(Expression.FunctionCall call, FunctionEntry entry, SqlDialect dialect, long cap)
    {
        if (entry.NamedSize is { } name)
            return OfNamed(call, name, cap);
        if (entry.IsCount)
            return call.Arguments.Count == 0
                ? double.PositiveInfinity
                : OfCount(call.Arguments[call.Arguments.Count == 1 ? 0 : 1].Value, cap);
        return OfSeries(call, dialect, cap);
    }

    /// <summary>How many rows ClickHouse's WITH FILL may add; null when its ends depend on data.</summary>
    public static double? OfFill(FillClause fill) =>
        Constants.Of(fill.To) is { } high
            ? Count(
                Constants.Of(fill.From) ?? high with { Value = 0 },
                high,
                fill.Step ?? One,
                IsInstant(fill.To) || IsInstant(fill.From) ? 1 : null
            )
            : null;

    private static Expression.Number One { get; } = new("1");

    /// <summary>A plain number steps by seconds between instants, and by days between dates.</summary>
    private static bool IsInstant(Expression? end) =>
        end switch
        {
            Expression.FunctionCall call => call.Name.Last.Text.StartsWith("toDateTime", StringComparison.OrdinalIgnoreCase)
                || call.Name.Last.Text.StartsWith("now", StringComparison.OrdinalIgnoreCase),
            Expression.Cast { Type: DataType.Named type } => type.Name.StartsWith("DateTime", StringComparison.OrdinalIgnoreCase),
            Expression.Typed { Type: DataType.Named typed } => !typed.Name.Equals("DATE", StringComparison.OrdinalIgnoreCase),
            Expression.Binary binary => IsInstant(binary.Left) || IsInstant(binary.Right),
            _ => false,
        };

    private static double? OfNamed(Expression.FunctionCall call, string name, long cap)
    {
        if (call.Arguments.Any(a => Is(a, "timelimit")))
            return double.PositiveInfinity;
        return call.Arguments.FirstOrDefault(a => Is(a, name)) is { } argument ? OfCount(argument.Value, cap) : double.PositiveInfinity;
    }

    private static double? OfCount(Expression count, long cap) => Constants.NumberOf(count) ?? Unknown([count], cap);

    private static double? OfSeries(Expression.FunctionCall call, SqlDialect dialect, long cap)
    {
        var arguments = call.Arguments;
        // BigQuery's GENERATE_RANGE_ARRAY(RANGE(a, b), step) says its ends in one value.
        if (dialect.Family == DialectFamily.BigQuery && arguments is [{ Value: var range }, { } width] && IsRangeArray(call))
        {
            if (range is not Expression.FunctionCall { Arguments: [var first, var last] })
                return null;
            arguments = [first, last, width];
        }
        var start = Named(arguments, "start") ?? At(arguments, arguments.Count == 1 && dialect.Family != DialectFamily.Sqlite ? -1 : 0);
        var stop = Named(arguments, "stop") ?? Named(arguments, "end") ?? At(arguments, arguments.Count == 1 ? 0 : 1);
        var step = Named(arguments, "step") ?? At(arguments, 2);
        if (stop is null || (arguments.Count == 1 && dialect.Family == DialectFamily.Sqlite))
            return double.PositiveInfinity;
        var from = start is null ? Constant.Number(0) : Constants.Of(start);
        if (from is not { } low || Constants.Of(stop) is not { } high)
            return Unknown([.. new[] { start, stop }.OfType<Expression>()], cap);
        return Count(low, high, step, UnitBehind(arguments)) - (IsHalfOpen(call) ? 1 : 0);
    }

    private static bool IsRangeArray(Expression.FunctionCall call) =>
        call.Name.Last.Text.Equals("generate_range_array", StringComparison.OrdinalIgnoreCase);

    /// <summary>RANGE ends before its stop; the series of the others end with it.</summary>
    private static bool IsHalfOpen(Expression.FunctionCall call) => call.Name.Last.Text.Equals("range", StringComparison.OrdinalIgnoreCase);

    private static double? Count(Constant low, Constant high, Expression? step, double? unit)
    {
        var isTime = low.IsTime || high.IsTime;
        var width = isTime ? Math.Abs(Constant.Between(low, high)) : Math.Abs(high.Value - low.Value);
        var stride = step is null ? (Constant?)null : Constants.Of(step);
        if (step is not null && stride is null)
            return SqlTree.DescendantsAndSelf(step).Any(n => n is Expression.Column or Expression.Parameter)
                ? null
                : double.PositiveInfinity;
        var size = stride switch
        {
            null => isTime ? 86_400 : 1,
            { Kind: ConstantKind.Number } number when isTime => Math.Abs(number.Value) * (unit ?? 86_400),
            { } other => Math.Abs(other.Value),
        };
        return size == 0 ? double.PositiveInfinity : width / size + 1;
    }

    /// <summary>A bound that depends on data is left to the engine's time limit; one that only literals make must be small enough to be believed.</summary>
    private static double? Unknown(IReadOnlyList<Expression> bounds, long cap)
    {
        // A text that is no date, such as 'infinity', may be any.
        if (bounds.Any(b => Bare(b) is Expression.String or Expression.Typed && Constants.Of(b) is null))
            return double.PositiveInfinity;
        if (bounds.Any(b => Math.Abs(Constants.NumberOf(b) ?? 0) > cap))
            return double.PositiveInfinity;
        var dependsOnData = false;
        var grows = false;
        var rows = 0.0;
        foreach (var node in bounds.SelectMany(SqlTree.DescendantsAndSelf))
        {
            dependsOnData |= node is Expression.Column or TableSource or Expression.Parameter;
            grows |= Grows(node);
            if (node is Expression.Number && Constants.NumberOf((Expression)node) is { } number)
                rows += number;
            if (rows > cap)
                return double.PositiveInfinity;
        }
        return dependsOnData ? null
            : grows ? double.PositiveInfinity
            : rows;
    }

    /// <summary>What may come to more than the numbers in it say; an operator of one's own may come to anything.</summary>
    private static bool Grows(SqlNode node) =>
        node switch
        {
            Expression.Binary { Operator: BinaryOperator.Multiply or BinaryOperator.Power or BinaryOperator.ShiftLeft } => true,
            Expression.CustomOperator or Expression.Bits or Expression.Bytes => true,
            Expression.Binary { Operator: BinaryOperator.Concat or (>= BinaryOperator.Arrow and <= BinaryOperator.PathArrowText) } => true,
            Expression.Extract extract => extract.Field.Contains("epoch", StringComparison.OrdinalIgnoreCase),
            Expression.FunctionCall call when MakesLargeNumbers(call.Name.Last.Text) => true,
            Expression.FunctionCall call => call.Name.Last.Text.ToLowerInvariant()
                is "power"
                    or "pow"
                    or "exp"
                    or "exp10"
                    or "exp2"
                    or "factorial",
            _ => false,
        };

    /// <summary>Hashes, seconds since 1970, and numbers that are read out of a text.</summary>
    private static bool MakesLargeNumbers(string function)
    {
        foreach (var part in LargeNumbers)
        {
            if (function.Contains(part, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static Expression Bare(Expression value) => value is Expression.Cast cast ? Bare(cast.Value) : value;

    private static double? UnitBehind(SqlList<Argument> arguments) =>
        arguments.Select(a => a.Value).OfType<Expression.DatePart>().Select(p => (double?)Constants.SecondsOf(p.Unit)).FirstOrDefault();

    private static Expression? Named(SqlList<Argument> arguments, string name) => arguments.FirstOrDefault(a => Is(a, name))?.Value;

    private static Expression? At(SqlList<Argument> arguments, int index) =>
        index >= 0 && index < arguments.Count && arguments[index].Name is null ? arguments[index].Value : null;

    private static bool Is(Argument argument, string name) => string.Equals(argument.Name?.Text, name, StringComparison.OrdinalIgnoreCase);
}

using Dataing.Sql.Dialects;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Transpiling;

/// <summary>Expressions: by the table of forms where one fits, else piece by piece.</summary>
internal sealed class ExpressionTranslator(SqlDialect from, SqlDialect to, FormTable forms, bool strict)
{
    private readonly TakenNames _names = new(to);

    public DataType Type(DataType.Named type) => TypeTable.Translate(type, from, to);

    /// <summary>The translation, or null when only what is below needs one.</summary>
    public Expression? Translate(Expression expression, TreeRewriter rewriter)
    {
        if (Formed(expression, rewriter) is { } formed)
            return formed;
        switch (expression)
        {
            case FunctionCall shorthand when strict && from.Family != to.Family && Shorthands.Spell(shorthand) is { } spelled:
                return rewriter.Rewrite(spelled);
            case FunctionCall { Arguments.Count: 0, Name.Parts: [{ Text: var counted }] } count
                when strict && counted.Equals("count", StringComparison.OrdinalIgnoreCase):
                return rewriter.Rewrite(count with { Arguments = [new Argument(new Star())] });
            case Number number when strict && BasedNumbers.Decimal(number.Text) is { } plain:
                return number with { Text = plain };
            case FunctionCall call:
                if (strict)
                    Portable.Require(call, from, to);
                return Filtered(rewriter.Below(Treated(call)));
            // There X'…' is a string of bits.
            case Bytes bytes when strict && to.Family == DialectFamily.Postgres:
                return new Cast(new Expression.String("\\x" + bytes.Hex), new DataType.Named("BYTEA"));
            case Typed typed:
                return TypedLiteral(typed);
            case Column column when strict && from.Family != to.Family:
                return _names.Quote(column);
            case Binary { Operator: BinaryOperator.Concat } concat:
                return Concat(rewriter.Below(concat));
            case Binary { Operator: BinaryOperator.Divide } divide when strict:
                return Divide(rewriter.Below(divide));
            case Interval interval when strict:
                return Intervals.Translate(interval, to);
            case Subscript subscript when strict:
                return Subscripts.Translate(rewriter.Below(subscript), from, to);
            case Like like when strict && LikePatterns.Translate(like, from, to) is var adapted && !ReferenceEquals(adapted, like):
                return rewriter.Rewrite(adapted with { Escape = adapted.Escape ?? new Expression.String("\\") });
            case Binary { Operator: BinaryOperator.NullSafeEqual } equality when strict && to.Rendering.IsDistinctFrom:
                var pair = rewriter.Below(equality);
                return new IsDistinct(pair.Left, pair.Right, Negated: true);
            case Binary { Operator: BinaryOperator.Add } sum when strict && from.Family == DialectFamily.SqlServer && JoinsText(sum):
                return Concat(rewriter.Below(sum) with { Operator = BinaryOperator.Concat });
            case IsDistinct distinct when !to.Rendering.IsDistinctFrom:
                var below = rewriter.Below(distinct);
                var same = new Binary(below.Left, BinaryOperator.NullSafeEqual, below.Right);
                return below.Negated ? same : new Unary(UnaryOperator.Not, same);
            case Like { Kind: LikeKind.ILike } like when !HasILike:
                var lowered = rewriter.Below(like);
                return lowered with { Kind = LikeKind.Like, Value = Lower(lowered.Value), Pattern = Lower(lowered.Pattern) };
            case Expression.Boolean boolean when !to.Rendering.Booleans:
                return new Binary(new Number("1"), BinaryOperator.Equal, new Number(boolean.Value ? "1" : "0"));
            default:
                return null;
        }
    }

    /// <summary>RESPECT NULLS is what is meant when nothing is said.</summary>
    private FunctionCall Treated(FunctionCall call) =>
        call.Nulls == NullTreatment.Respect && to.Family is DialectFamily.Postgres or DialectFamily.MySql or DialectFamily.Sqlite
            ? call with
            {
                Nulls = NullTreatment.Unsaid,
            }
            : call;

    private bool HasILike =>
        to.Family
            is DialectFamily.Postgres
                or DialectFamily.Redshift
                or DialectFamily.DuckDb
                or DialectFamily.Snowflake
                or DialectFamily.ClickHouse
                or DialectFamily.Databricks;

    private Expression? Formed(Expression expression, TreeRewriter rewriter)
    {
        if (forms.Find(expression) is not var (rule, values))
            return null;
        if (rule.Replacement is null)
            throw new UntranslatableException($"{to.Name} has no way to say {rule.Source.Replace("_1", "x", StringComparison.Ordinal)}.");
        foreach (var (place, value) in values)
            values[place] = rewriter.Rewrite(value);
        var filled = rule.Replacement.Fill(values);
        if (expression is not FunctionCall { } call || (call.Filter is null && call.Over is null))
            return filled;
        if (filled is not FunctionCall replaced)
            throw new UntranslatableException($"{to.Name} has no way to say {call.Name} with FILTER or OVER.");
        return Filtered(
            replaced with
            {
                Filter = call.Filter is null ? null : rewriter.Rewrite(call.Filter),
                Over = call.Over is null ? null : rewriter.Rewrite(call.Over),
            }
        );
    }

    /// <summary>Where there is no FILTER, the condition moves into a CASE around what is aggregated.</summary>
    private FunctionCall Filtered(FunctionCall call)
    {
        if (call.Filter is null || to.Rendering.Filter)
            return call;
        if (call.WithinGroup.Count > 0)
            return call with
            {
                Filter = null,
                WithinGroup = [.. call.WithinGroup.Select(i => i with { Value = Only(call.Filter, i.Value) })],
            };
        if (call.Arguments.Count == 0)
            throw new UntranslatableException($"{to.Name} has no way to filter {call.Name}.");
        var first = call.Arguments[0];
        var value = first.Value is Star ? new Number("1") : first.Value;
        return call with { Filter = null, Arguments = [first with { Value = Only(call.Filter, value) }, .. call.Arguments.Skip(1)] };
    }

    /// <summary>SQL Server joins texts by +; a text on either side tells.</summary>
    private static bool JoinsText(Expression expression) =>
        expression is Expression.String or Cast { Type: DataType.Named { Name: "VARCHAR" or "NVARCHAR" or "CHAR" or "NCHAR" } }
        || (expression is Binary { Operator: BinaryOperator.Add } sum && (JoinsText(sum.Left) || JoinsText(sum.Right)));

    private static Case Only(Expression condition, Expression value) => new(null, [new WhenClause(condition, value)], null);

    private Expression TypedLiteral(Typed typed)
    {
        var text = new Expression.String(typed.Value);
        switch (to.Family)
        {
            case DialectFamily.Sqlite or DialectFamily.Cassandra:
                return text;
            case DialectFamily.SqlServer:
                return new Cast(text, Type((DataType.Named)typed.Type));
            case DialectFamily.ClickHouse:
                var isDate = typed.Type is DataType.Named { Name: "DATE" };
                var hasFraction = typed.Value.Contains('.', StringComparison.Ordinal);
                var name = (isDate, hasFraction) switch
                {
                    (true, _) => "toDate",
                    (false, true) => "toDateTime64",
                    _ => "toDateTime",
                };
                SqlList<Argument> arguments = name == "toDateTime64" ? [new(text), new(new Number("6"))] : [new(text)];
                return new FunctionCall(new ObjectName([new Identifier(name)]), arguments);
            case DialectFamily.BigQuery
                when typed.Type is DataType.Named { Name: "TIMESTAMP", TimeZone: not TimeZoneMode.With }
                    && from.Family != DialectFamily.BigQuery:
                return typed with { Type = new DataType.Named("DATETIME") };
            case DialectFamily.Databricks when typed.Type is DataType.Named { Name: "TIMESTAMP" }:
                return typed with { Type = new DataType.Named("TIMESTAMP_NTZ") };
            case not DialectFamily.BigQuery when from.Family == DialectFamily.BigQuery && typed.Type is DataType.Named { Name: "DATETIME" }:
                return typed with { Type = new DataType.Named("TIMESTAMP") };
            default:
                return typed;
        }
    }

    private Expression Concat(Binary concat)
    {
        switch (to.Rendering.Concat)
        {
            case ConcatStyle.Plus:
                return concat with { Operator = BinaryOperator.Add };
            case ConcatStyle.Function:
                var parts = new List<Argument>();
                if (concat.Left is FunctionCall { Name.Parts: [{ Text: "CONCAT" }] } inner)
                    parts.AddRange(inner.Arguments);
                else
                    parts.Add(new Argument(concat.Left));
                parts.Add(new Argument(concat.Right));
                return new FunctionCall(new ObjectName([new Identifier("CONCAT")]), parts.ToSqlList());
            default:
                return concat;
        }
    }

    /// <summary>A quotient of whole numbers is whole in some dialects and not in others.</summary>
    private Binary Divide(Binary divide)
    {
        if (DividesWhole(from) == DividesWhole(to) || IsFractional(divide.Left) || IsFractional(divide.Right))
            return divide;
        if (DividesWhole(from))
            throw new UntranslatableException(
                $"Whether {from.Name}'s / drops the fraction depends on types that are not written here; cast one side to say which is meant."
            );
        return divide with { Left = new Cast(divide.Left, Type(new DataType.Named("DOUBLE"))) };
    }

    private static bool DividesWhole(SqlDialect dialect) =>
        dialect.Family
            is DialectFamily.Postgres
                or DialectFamily.Redshift
                or DialectFamily.Sqlite
                or DialectFamily.Trino
                or DialectFamily.SqlServer
                or DialectFamily.Cassandra;

    private static bool IsFractional(Expression expression) =>
        expression switch
        {
            Number number => number.Text.AsSpan().ContainsAny('.', 'e', 'E'),
            Cast { Type: DataType.Named type } => type.Name
                is "DOUBLE"
                    or "DOUBLE PRECISION"
                    or "REAL"
                    or "FLOAT"
                    or "FLOAT64"
                    or "Float64"
                    or "DECIMAL"
                    or "NUMERIC",
            Binary binary => IsFractional(binary.Left) || IsFractional(binary.Right),
            Unary unary => IsFractional(unary.Operand),
            _ => false,
        };

    private static FunctionCall Lower(Expression value) => new(new ObjectName([new Identifier("LOWER")]), [new Argument(value)]);
}

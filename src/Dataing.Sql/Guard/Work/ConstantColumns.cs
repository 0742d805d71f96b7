using Dataing.Sql.Dialects;
using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>Columns that a query in FROM gives the same written value in every row: an equality of two such ties nothing together.</summary>
internal sealed class ConstantColumns(RelationBindings bindings, SqlDialect dialect)
{
    private const int Deepest = 8;

    private const double FewValues = 50;

    public bool Contain(TableSource source, Identifier column) => Contain(source, column, 0);

    private bool Contain(TableSource source, Identifier column, int depth) =>
        depth < Deepest
        && source switch
        {
            TableSource.Subquery subquery => InQuery(subquery.Query, column, PlaceOf(subquery.Alias?.Columns, column), depth),
            TableSource.Table table when bindings.CommonTableOf(table) is { Query: { } query } common => InQuery(
                query,
                column,
                PlaceOf(common.Columns, column),
                depth
            ),
            _ => false,
        };

    private bool InQuery(Query query, Identifier column, int place, int depth) =>
        query.Body switch
        {
            QueryBody.Nested nested => InQuery(nested.Query, column, place, depth + 1),
            QueryBody.Select { From.Count: > 0 } select => InSelect(select, column, place, depth + 1),
            _ => false,
        };

    private bool InSelect(QueryBody.Select select, Identifier column, int place, int depth)
    {
        if (place >= 0)
            return place < select.Items.Count && IsConstant(select.Items[place].Value, select, depth);
        foreach (var item in select.Items)
        {
            if (NameOf(item) is { } name && Same(name, column))
                return IsConstant(item.Value, select, depth);
        }
        return select is { From: [var only], Items: [{ Value: Expression.Star }] } && Contain(only, column, depth);
    }

    private bool IsConstant(Expression value, QueryBody.Select select, int depth) =>
        value switch
        {
            Expression.String or Expression.Boolean or Expression.Null or Expression.Typed => true,
            // A remainder has few values.
            Expression.Binary { Operator: BinaryOperator.Modulo } remainder => Constants.NumberOf(remainder.Right) is <= FewValues,
            Expression.FunctionCall { Arguments: [_, { Value: var divisor }] } call when IsRemainder(call) => Constants.NumberOf(divisor)
                is <= FewValues,
            Expression.Column column => ComesFromConstant(column, select, depth),
            // What is worked out from few values has few.
            Expression.CustomOperator { Left: { } left } custom => IsConstant(left, select, depth)
                && IsConstant(custom.Right, select, depth),
            Expression.Binary { Operator: not BinaryOperator.Power } both => IsConstant(both.Left, select, depth)
                && IsConstant(both.Right, select, depth),
            _ => Constants.Of(value) is not null || Sign.Inner(value) is { } inner && IsConstant(inner, select, depth),
        };

    private static bool IsRemainder(Expression.FunctionCall call) =>
        call.Name.Last.Text.ToLowerInvariant() is "mod" or "modulo" or "pmod" or "positivemodulo";

    private bool ComesFromConstant(Expression.Column column, QueryBody.Select select, int depth)
    {
        var pending = new Stack<TableSource>(select.From);
        while (pending.TryPop(out var source))
        {
            foreach (var inside in SourceAlias.Inside(source))
                pending.Push(inside);
            if (
                (column.Parts.Count == 1 || SourceAlias.Of(source) is { } alias && Same(alias, column.Parts[^2]))
                && Contain(source, column.Last, depth)
            )
                return true;
        }
        return false;
    }

    private static Identifier? NameOf(SelectItem item) => item.Alias ?? (item.Value as Expression.Column)?.Last;

    private int PlaceOf(SqlList<AliasColumn>? names, Identifier column)
    {
        if (names is null)
            return -1;
        for (var i = 0; i < names.Count; i++)
        {
            if (Same(names[i].Name, column))
                return i;
        }
        return -1;
    }

    private int PlaceOf(SqlList<Identifier> names, Identifier column)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (Same(names[i], column))
                return i;
        }
        return -1;
    }

    private bool Same(Identifier left, Identifier right) => Names.Fold(left, dialect) == Names.Fold(right, dialect);
}

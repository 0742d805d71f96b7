using Dataing.Sql.Dialects;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Transpiling;

/// <summary>Puts a query of one dialect into the words of another, where the meaning is kept.</summary>
public static class SqlTranspiler
{
    /// <exception cref="UntranslatableException">The target dialect cannot say it, or it is not known to say it the same way; the message says what.</exception>
    public static Query Transpile(Query query, SqlDialect from, SqlDialect to)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return ReferenceEquals(from, to)
            ? query
            : new Readback(from, to).Require(Translate(query, from, to, FormTable.Between(from, to), strict: true));
    }

    /// <summary>Puts a built query, which speaks the builder's neutral vocabulary, into the words of a dialect.</summary>
    internal static Query FromNeutral(Query query, SqlDialect to) =>
        Translate(query, SqlDialect.DuckDb, to, FormTable.FromNeutral(to), strict: false);

    private static Query Translate(Query query, SqlDialect from, SqlDialect to, FormTable forms, bool strict)
    {
        var idioms = new Idioms(from, to);
        var expressions = new ExpressionTranslator(from, to, forms, strict);
        var hints = new SteeringHints(from, to);
        var names = new TakenNames(to);
        var rewriter = new TreeRewriter((node, rewriter) => Replace(node, rewriter, idioms, expressions, hints, names, from, to, strict));
        if (!strict)
            return rewriter.Rewrite(query);
        query = WithoutParentheses.Rewrite(query);
        Support.Check(query, from, to);
        return rewriter.Rewrite(query);
    }

    private static readonly TreeRewriter WithoutParentheses = new(
        (node, rewriter) => node is QueryBody.SetOperation operation ? Idioms.Bare(rewriter.Below(operation)) : null
    );

    private static SqlNode? Replace(
        SqlNode node,
        TreeRewriter rewriter,
        Idioms idioms,
        ExpressionTranslator expressions,
        SteeringHints hints,
        TakenNames names,
        SqlDialect from,
        SqlDialect to,
        bool strict
    ) =>
        node switch
        {
            Query query => idioms.Limit(rewriter.Below(query)),
            OrderItem item => idioms.Nulls(rewriter.Below(item)),
            QueryBody.SetOperation operation when strict => idioms.Quantified(rewriter.Below(operation)),
            QueryBody.Select { Hints.Count: > 0 } select => hints.Drop(rewriter.Below(select)),
            TableSource.Table { Hints.Count: > 0 } table => hints.Drop(rewriter.Below(table)),
            TableSource.Join { Modifiers.Count: > 0 } join => hints.Drop(rewriter.Below(join)),
            CommonTable { Materialization: not Materialization.Unsaid } table when strict => Idioms.Materialized(rewriter.Below(table), to),
            TableSource.Subquery { Alias: null } derived when strict => Idioms.Named(rewriter.Below(derived), to),
            TableSample sample when strict => Samples.Translate(rewriter.Below(sample), from, to),
            GroupBy grouping when strict => Idioms.Grouped(rewriter.Below(grouping), to),
            WindowSpecification window => idioms.Window(rewriter.Below(window)),
            SelectItem { Value: Expression.Boolean flag } item when strict && !to.Rendering.Booleans => names.Quote(item) with
            {
                Value = new Expression.Cast(new Expression.Number(flag.Value ? "1" : "0"), new DataType.Named("BIT")),
            },
            SelectItem { Alias: not null } item when strict => names.Quote(rewriter.Below(item)),
            TableAlias alias when strict => names.Quote(rewriter.Below(alias)),
            DataType.Named type => expressions.Type(type),
            Expression expression => expressions.Translate(expression, rewriter),
            _ => null,
        };
}

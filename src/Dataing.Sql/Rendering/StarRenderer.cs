using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Rendering;

/// <summary>Stars and COLUMNS(…), with what is left out, replaced, renamed and applied.</summary>
internal sealed class StarRenderer(SqlText text, ExpressionRenderer expressions)
{
    public void Write(Star star)
    {
        if (star.Qualifier is not null)
        {
            text.Names.Write(star.Qualifier);
            text.Raw('.');
        }
        text.Raw('*');
        if (star.LikePattern is not null)
        {
            text.Raw(text.Dialect.Family == DialectFamily.DuckDb ? " LIKE " : " ILIKE ");
            expressions.Write(star.LikePattern);
        }
        if (star.Except.Count > 0)
        {
            var excludes = text.Dialect.Family is DialectFamily.DuckDb or DialectFamily.Snowflake or DialectFamily.Redshift;
            text.Raw(excludes ? " EXCLUDE " : " EXCEPT ").Parenthesised(star.Except, text.Names.Write);
        }
        if (star.Replace.Count > 0)
            text.Raw(" REPLACE ").Parenthesised(star.Replace, text.Queries.WriteItem);
        if (star.Rename.Count > 0)
            text.Raw(" RENAME ").Parenthesised(star.Rename, text.Queries.WriteItem);
        WriteTransformers(star.Transformers);
    }

    public void Write(Expression.Columns columns)
    {
        if (columns.Unpacked)
            text.Raw('*');
        if (columns.Qualifier is not null)
        {
            text.Names.Write(columns.Qualifier);
            text.Raw('.');
        }
        text.Raw("COLUMNS");
        if (columns.Selector is Expression.Tuple { Items.Count: > 1 } list && text.Dialect.Family == DialectFamily.ClickHouse)
            text.Parenthesised(list.Items, expressions.Write);
        else
            expressions.WriteParenthesised(columns.Selector);
        WriteTransformers(columns.Transformers);
    }

    private void WriteTransformers(SqlList<Expression> transformers)
    {
        foreach (var transformer in transformers)
        {
            text.Raw(" APPLY ");
            expressions.WriteParenthesised(transformer);
        }
    }
}

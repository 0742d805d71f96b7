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
        WriteModifiers(star.Except, star.Replace, star.Strict);
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
        WriteModifiers(columns.Except, columns.Replace, columns.Strict);
        WriteTransformers(columns.Transformers);
    }

    /// <summary>What is left out of a struct's fields, and replaced.</summary>
    public void WriteModifiers(FieldStar star) => WriteModifiers(star.Except, star.Replace, strict: false);

    private void WriteModifiers(SqlList<ObjectName> except, SqlList<SelectItem> replace, bool strict)
    {
        var strictly = strict && text.Dialect.Family == DialectFamily.ClickHouse ? "STRICT " : "";
        if (except.Count > 0)
        {
            var excludes = text.Dialect.Family is DialectFamily.DuckDb or DialectFamily.Snowflake or DialectFamily.Redshift;
            text.Raw(excludes ? " EXCLUDE " : " EXCEPT ").Raw(strictly).Parenthesised(except, text.Names.Write);
        }
        if (replace.Count > 0)
            text.Raw(" REPLACE ").Raw(strictly).Parenthesised(replace, text.Queries.WriteItem);
    }

    private void WriteTransformers(SqlList<Expression> transformers)
    {
        foreach (var transformer in transformers)
        {
            if (transformer is Star change)
            {
                WriteModifiers(change.Except, change.Replace, change.Strict);
                continue;
            }
            text.Raw(" APPLY ");
            expressions.WriteParenthesised(transformer);
        }
    }
}

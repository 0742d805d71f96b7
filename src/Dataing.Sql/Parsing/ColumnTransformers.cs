using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>ClickHouse's APPLY behind a star or COLUMNS: <c>APPLY(sum)</c>, <c>APPLY(quantile(0.9))</c>, <c>APPLY(x -&gt; x + 1)</c>.</summary>
internal static class ColumnTransformers
{
    public static SqlList<Expression> Read(Grammar grammar, StarParser stars)
    {
        var cursor = grammar.Cursor;
        if (!cursor.Has(Feature.ArrayJoin) || !cursor.At(Keyword.Apply))
            return [];
        var transformers = new ListBuilder<Expression>();
        while (true)
        {
            var start = cursor.Start;
            if (cursor.Accept(Keyword.Apply))
            {
                var parenthesised = cursor.Accept(TokenKind.LeftParenthesis);
                transformers.Add(One(grammar));
                if (parenthesised)
                    cursor.Close();
                continue;
            }
            var unchanged = new Expression.Star();
            var changed = stars.Modified(unchanged);
            if (ReferenceEquals(changed, unchanged))
                break;
            transformers.Add(changed with { Span = cursor.Since(start) });
        }
        return transformers.ToList();
    }

    /// <summary>A name alone is a function that is called on each column, and the checks must see it as a call.</summary>
    private static Expression One(Grammar grammar) =>
        grammar.Expressions.Parse() switch
        {
            Expression.Column name => new Expression.FunctionCall(new ObjectName(name.Parts) { Span = name.Span }, [])
            {
                Bare = true,
                Span = name.Span,
            },
            Expression.FunctionCall call => call,
            Expression.Lambda lambda => lambda,
            _ => throw SyntaxErrors.Expected(grammar.Cursor, "a function or a lambda"),
        };
}

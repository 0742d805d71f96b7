using Dataing.Sql.Syntax;

namespace Dataing.Sql.Transpiling;

/// <summary>Changes the texts that a query compares with, and nothing else of it.</summary>
public static class StringLiterals
{
    /// <summary>The query with each string literal's value replaced; the same tree when none changed.</summary>
    public static Query Replace(Query query, Func<string, string> change)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(change);
        return new TreeRewriter(
            (node, _) =>
                node is Expression.String text && change(text.Value) is var changed && changed != text.Value
                    ? text with
                    {
                        Value = changed,
                    }
                    : null
        ).Rewrite(query);
    }
}

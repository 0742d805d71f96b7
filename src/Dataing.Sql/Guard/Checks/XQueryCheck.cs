using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>The XQuery in SQL Server's XML methods reads the document alone: no column or variable from within the text.</summary>
internal static class XQueryCheck
{
    public static Finding? Examine(QueryFacts facts)
    {
        if (facts.Dialect.Family != DialectFamily.SqlServer)
            return null;
        foreach (var (call, _, _) in facts.Calls)
        {
            if (
                call.Name.Last.Text is "value" or "query" or "exist" or "nodes"
                && call.Arguments is [{ Value: Expression.String { Value: var text } }, ..]
                && (Has(text, "sql:column") || Has(text, "sql:variable"))
            )
                return new(
                    RefusalCodes.Variable,
                    "Take the column or value outside the XQuery: sql:column and sql:variable are not allowed in it.",
                    call
                );
        }
        return null;
    }

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}

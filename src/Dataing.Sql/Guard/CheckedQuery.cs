using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard;

/// <summary>A query that passed the guard. Only the guard can make one, and data sources execute nothing else.</summary>
public sealed class CheckedQuery
{
    internal CheckedQuery(Query tree, SqlDialect dialect, string text, int rowCap)
    {
        Tree = tree;
        Dialect = dialect;
        Text = text;
        RowCap = rowCap;
    }

    /// <summary>The tree that was checked, with its row limit.</summary>
    public Query Tree { get; }

    public SqlDialect Dialect { get; }

    /// <summary>The rendering of <see cref="Tree"/>: the only text to execute, never the one that came in.</summary>
    public string Text { get; }

    /// <summary>The most rows the query can yield.</summary>
    public int RowCap { get; }

    public override string ToString() => Text;
}

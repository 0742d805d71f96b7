using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Rendering;

/// <summary>Writes a tree as text of a dialect, on one line, in one canonical spelling.</summary>
public static class SqlRenderer
{
    /// <exception cref="UntranslatableException">The dialect has no way to say what the tree means.</exception>
    public static string Render(SqlNode node, SqlDialect dialect) => throw new NotImplementedException();
}

using System.Runtime.CompilerServices;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Rendering;

/// <summary>Writes a tree as text of a dialect, on one line, in one canonical spelling.</summary>
public static class SqlRenderer
{
    /// <exception cref="UntranslatableException">The dialect has no way to say what the tree means.</exception>
    public static string Render(SqlNode node, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(dialect);
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var text = SqlText.Begin(dialect);
        switch (node)
        {
            case Query query:
                text.Queries.Write(query);
                break;
            case QueryBody body:
                text.Queries.WriteBody(body);
                break;
            case TableSource source:
                text.Sources.Write(source);
                break;
            case Expression expression:
                text.Expressions.Write(expression);
                break;
            case DataType type:
                text.Types.Write(type);
                break;
            case ObjectName name:
                text.Names.Write(name);
                break;
            case Identifier identifier:
                text.Names.Write(identifier);
                break;
            case SelectItem item:
                text.Queries.WriteItem(item);
                break;
            case OrderItem item:
                text.Queries.WriteOrder(item);
                break;
            default:
                throw new ArgumentException($"{node.GetType().Name} has no text of its own; render what holds it.", nameof(node));
        }
        return text.Finish();
    }
}

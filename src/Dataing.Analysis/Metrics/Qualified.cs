using Dataing.Analysis.Queries;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Metrics;

/// <summary>Says of every column of a given condition which rows it belongs to, so that joins do not make it ambiguous.</summary>
internal static class Qualified
{
    public static Expression Over(Expression expression, string source) =>
        expression switch
        {
            Expression.Column column => new Expression.Column([Term.Name(source), column.Last]),
            Expression.Binary b => b with { Left = Over(b.Left, source), Right = Over(b.Right, source) },
            Expression.Unary u => u with { Operand = Over(u.Operand, source) },
            Expression.Logical l => l with { Terms = l.Terms.Select(t => Over(t, source)).ToSqlList() },
            Expression.Between b => b with { Value = Over(b.Value, source), Low = Over(b.Low, source), High = Over(b.High, source) },
            Expression.InList i => i with { Value = Over(i.Value, source), Items = i.Items.Select(t => Over(t, source)).ToSqlList() },
            Expression.Like l => l with { Value = Over(l.Value, source), Pattern = Over(l.Pattern, source) },
            Expression.Is i => i with { Value = Over(i.Value, source) },
            Expression.IsDistinct d => d with { Left = Over(d.Left, source), Right = Over(d.Right, source) },
            Expression.Cast c => c with { Value = Over(c.Value, source) },
            Expression.Extract e => e with { Source = Over(e.Source, source) },
            Expression.FunctionCall f => f with
            {
                Arguments = f.Arguments.Select(a => a with { Value = Over(a.Value, source) }).ToSqlList(),
            },
            Expression.Case c => c with
            {
                Operand = c.Operand is null ? null : Over(c.Operand, source),
                Whens = c.Whens.Select(w => w with { Condition = Over(w.Condition, source), Result = Over(w.Result, source) }).ToSqlList(),
                Else = c.Else is null ? null : Over(c.Else, source),
            },
            _ => expression,
        };
}

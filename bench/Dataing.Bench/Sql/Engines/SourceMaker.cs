using Dataing.Bench.Sql.Fuzzing;
using Dataing.Sql.Dialects;

namespace Dataing.Bench.Sql.Engines;

/// <summary>Random FROM clauses: tables, joins of every kind, sub-queries.</summary>
internal sealed class SourceMaker(
    Spelling spell,
    Dice dice,
    ExpressionMaker expressions,
    Func<string> fresh,
    Func<IReadOnlyList<WorldTable>, (string Text, IReadOnlyList<WorldColumn> Columns)> select
)
{
    /// <summary>A FROM clause, and what can be named behind it together with what could be before.</summary>
    public (string Text, Scope Scope) From(Scope outer, int depth)
    {
        var (text, columns) = Source(outer, depth);
        var scope = outer with { Columns = columns };
        for (var joins = dice.OneIn(2) ? 0 : 1 + dice.Below(depth + 1); joins > 0 && depth >= 0; joins--)
        {
            var (right, more) = Source(outer, depth - 1);
            var both = scope.With(more);
            (text, scope) = (Join(text, right, scope.Columns, more, both), both);
        }
        return ($"{spell.Word("FROM")}{spell.Gap}{text}", scope.With(outer.Columns));
    }

    private string Join(string left, string right, IReadOnlyList<ScopeColumn> before, IReadOnlyList<ScopeColumn> after, Scope both)
    {
        var (a, b) = (Number(before), Number(after));
        if (a is null || b is null)
            return $"{left} {spell.Word("CROSS JOIN")} {right}";
        var kinds = spell.Family switch
        {
            DialectFamily.MySql => (string[])["JOIN", "INNER JOIN", "LEFT JOIN", "RIGHT OUTER JOIN"],
            _ => ["JOIN", "INNER JOIN", "LEFT OUTER JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN"],
        };
        var kind = dice.Of(kinds);
        // PostgreSQL can join fully only on what it can merge or hash.
        var extra = kind == "FULL JOIN" || dice.OneIn(2) ? "" : $" {spell.Word("AND")} {expressions.Condition(both, 1)}";
        return $"{left}{spell.Gap}{spell.Word(kind)} {right}{spell.Gap}{spell.Word("ON")} {a} = {b}{extra}";
    }

    private string? Number(IReadOnlyList<ScopeColumn> columns) =>
        columns.Where(c => c.Kind == ValueKind.Number).ToList() is { Count: > 0 } numbers ? dice.Of(numbers).Text : null;

    private (string Text, IReadOnlyList<ScopeColumn> Columns) Source(Scope outer, int depth)
    {
        var alias = fresh();
        if (depth > 0 && dice.OneIn(6))
        {
            var (text, columns) = select(outer.Tables);
            return ($"({text}) {As()}{spell.Name(alias)}", Columns(alias, columns));
        }
        var table = dice.Of(outer.Tables);
        return ($"{spell.Name(table.Name)}{spell.Gap}{As()}{spell.Name(alias)}", Columns(alias, table.Columns));
    }

    private string As() => dice.OneIn(2) ? spell.Word("AS") + " " : "";

    private List<ScopeColumn> Columns(string alias, IReadOnlyList<WorldColumn> columns) =>
        [.. columns.Select(c => new ScopeColumn($"{spell.Name(alias)}.{spell.Name(c.Name)}", c.Kind))];
}

using Dataing.Bench.Sql.Fuzzing;
using Dataing.Sql.Dialects;

namespace Dataing.Bench.Sql.Engines;

/// <summary>Random queries over the small world, in one engine's own language.</summary>
internal sealed class QueryMaker
{
    private readonly Dice _dice;
    private readonly Spelling _spell;
    private readonly ExpressionMaker _expressions;
    private readonly SourceMaker _sources;
    private int _names;

    public QueryMaker(SqlDialect dialect, Dice dice)
    {
        _dice = dice;
        _spell = new Spelling(dialect, dice);
        _expressions = new ExpressionMaker(_spell, dice, ScalarQuery);
        _sources = new SourceMaker(_spell, dice, _expressions, Fresh, tables => Select(new Scope([], tables), 1));
    }

    /// <summary>One query; with an ordering by every column when it has a limit, so that it can only yield the same rows.</summary>
    public string Query()
    {
        var tables = WorldTable.All;
        var with = "";
        if (_dice.OneIn(4))
        {
            var name = Fresh();
            var (text, columns) = Select(new Scope([], tables), 1);
            with = $"{_spell.Word("WITH")} {_spell.Name(name)} AS{_spell.Gap}({text}) ";
            tables = [.. tables, new WorldTable(name, columns)];
        }
        var (body, named) = Select(new Scope([], tables), 2);
        for (var more = _dice.OneIn(5) ? 1 + _dice.Below(2) : 0; more > 0; more--)
            body += Further(named, tables);
        return with + body + Ending(named.Count) + (_dice.OneIn(6) ? " ;" : "");
    }

    private string Further(IReadOnlyList<WorldColumn> columns, IReadOnlyList<WorldTable> tables)
    {
        var word = _dice.Of((string[])["UNION", "UNION ALL", "EXCEPT", "INTERSECT"]);
        var (from, scope) = _sources.From(new Scope([], tables), 1);
        var items = columns.Select(c => _expressions.Of(c.Kind, scope, 1));
        return $"{_spell.Gap}{_spell.Word(word)}{_spell.Gap}{_spell.Word("SELECT")} {string.Join(", ", items)}{_spell.Gap}{from}";
    }

    private (string Text, IReadOnlyList<WorldColumn> Columns) Select(Scope outer, int depth)
    {
        var (from, scope) = _sources.From(outer, depth);
        var grouped = _dice.OneIn(4);
        var keys = grouped ? Enumerable.Range(0, 1 + _dice.Below(2)).Select(_ => Kinded(scope, 1)).ToList() : [];
        var items = new List<string>();
        var columns = new List<WorldColumn>();
        foreach (var (text, kind) in keys)
            Add(text, kind);
        for (var left = grouped ? _dice.Below(3) + (keys.Count == 0 ? 1 : 0) : 1 + _dice.Below(3); left > 0; left--)
        {
            if (grouped)
                Add(Aggregate(scope), ValueKind.Number);
            else if (_dice.OneIn(6))
                Add(Window(scope), ValueKind.Number);
            else
                AddKinded(Kinded(scope, depth + 1));
        }
        var where = _dice.OneIn(2) ? $"{_spell.Gap}{_spell.Word("WHERE")} {_expressions.Condition(scope, depth)}" : "";
        var group = grouped ? $"{_spell.Gap}{_spell.Word("GROUP BY")} {string.Join(", ", GroupKeys(keys))}" : "";
        var having = grouped && _dice.OneIn(3) ? $" {_spell.Word("HAVING")} {Aggregate(scope)} >= {_dice.Below(4)}" : "";
        var distinct = !grouped && _dice.OneIn(8) ? _spell.Word("DISTINCT") + " " : "";
        return ($"{_spell.Word("SELECT")}{_spell.Gap}{distinct}{string.Join(",", items)} {from}{where}{group}{having}", columns);

        void Add(string text, ValueKind kind)
        {
            var name = Fresh();
            items.Add($"{_spell.Gap}{text} {(_dice.OneIn(3) ? "" : _spell.Word("AS") + " ")}{_spell.Name(name)}");
            columns.Add(new WorldColumn(name, kind));
        }

        void AddKinded((string Text, ValueKind Kind) item) => Add(item.Text, item.Kind);
    }

    private IEnumerable<string> GroupKeys(List<(string Text, ValueKind Kind)> keys) =>
        _dice.OneIn(3) ? keys.Select((_, i) => $"{i + 1}") : keys.Select(k => k.Text);

    private (string Text, ValueKind Kind) Kinded(Scope scope, int depth)
    {
        var kind = (ValueKind)_dice.Below(3);
        return (_expressions.Of(kind, scope, depth), kind);
    }

    private string Aggregate(Scope scope) =>
        _dice.Below(6) switch
        {
            0 => $"{_spell.Word("COUNT")}(*)",
            1 => $"{_spell.Word("COUNT")}({_spell.Word("DISTINCT")} {_expressions.Text(scope, 1)})",
            2 => $"{_spell.Word("MIN")}({_expressions.Number(scope, 1)})",
            3 => $"{_spell.Word("SUM")}({_expressions.Number(scope, 1)})",
            4 when _spell.Family is not DialectFamily.MySql =>
                $"{_spell.Word("COUNT")}(*) {_spell.Word("FILTER")} ({_spell.Word("WHERE")} {_expressions.Condition(scope, 1)})",
            _ => $"{_spell.Word("SUM")}({_spell.Word("CASE WHEN")} {_expressions.Condition(scope, 1)} THEN 1 ELSE 0 END)",
        };

    /// <summary>Ties of the ordering share a rank, so that the value is the same however they are read.</summary>
    private string Window(Scope scope)
    {
        var call = _dice.Of((string[])["RANK()", "DENSE_RANK()", $"COUNT(*)", $"MAX({_expressions.Number(scope, 0)})"]);
        var partition = _dice.OneIn(2) ? $"{_spell.Word("PARTITION BY")} {_expressions.Text(scope, 0)} " : "";
        return $"{call} {_spell.Word("OVER")} ({partition}{_spell.Word("ORDER BY")}{_spell.Gap}{_expressions.Number(scope, 1)})";
    }

    private string ScalarQuery(Scope outer, int depth, ValueKind kind)
    {
        var (from, scope) = _sources.From(outer with { Columns = [] }, 0);
        var all = scope.With(outer.Columns);
        var aggregate = _dice.OneIn(2) ? "MIN" : "MAX";
        var where = _dice.OneIn(2) ? $" {_spell.Word("WHERE")} {_expressions.Condition(all, Math.Min(depth, 1))}" : "";
        return $"({_spell.Word("SELECT")} {aggregate}({_expressions.Of(kind, scope, 0)}){_spell.Gap}{from}{where})";
    }

    private string Ending(int columns)
    {
        if (_dice.OneIn(3))
            return "";
        var order = Enumerable.Range(1, columns).Select(i => $"{i}{_dice.Of((string[])["", " ASC", " DESC"])}{Nulls()}");
        var text = $"{_spell.Gap}{_spell.Word("ORDER BY")} {string.Join(", ", order)}";
        return _dice.Below(4) switch
        {
            0 => $"{text} {_spell.Word("LIMIT")} {1 + _dice.Below(9)}",
            1 => $"{text} {_spell.Word("LIMIT")} {1 + _dice.Below(9)}{_spell.Gap}{_spell.Word("OFFSET")} {_dice.Below(4)}",
            2 when _spell.Family is DialectFamily.MySql or DialectFamily.Sqlite =>
                $"{text} {_spell.Word("LIMIT")} {_dice.Below(4)}, {1 + _dice.Below(9)}",
            2 when _spell.Family is DialectFamily.Postgres => $"{text} {_spell.Word("FETCH FIRST")} {1 + _dice.Below(9)} ROWS ONLY",
            _ => text,
        };
    }

    private string Nulls() =>
        _spell.Family is not DialectFamily.MySql && _dice.OneIn(4) ? _dice.Of((string[])[" NULLS FIRST", " nulls last"]) : "";

    private string Fresh() => _dice.OneIn(9) ? $"Odd {++_names}" : $"n_{(char)('a' + (_names % 26))}{new string('x', _names++ / 26)}";
}

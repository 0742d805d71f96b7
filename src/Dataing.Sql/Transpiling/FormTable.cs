using System.Collections.Concurrent;
using Dataing.Sql.Dialects;
using Dataing.Sql.Parsing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Transpiling;

/// <summary>Pairs of patterns: how one dialect says a thing and how another says the same. Read from <c>forms.txt</c>.</summary>
internal sealed class FormTable
{
    private static readonly Lazy<IReadOnlyList<Form>> Forms = new(() => FormFile.Read());
    private static readonly ConcurrentDictionary<(string, string), FormTable> Tables = new();

    private readonly Dictionary<string, List<Rule>> _byRoot = new(StringComparer.OrdinalIgnoreCase);

    private FormTable(SqlDialect from, SqlDialect to, bool neutral)
    {
        foreach (var form in Forms.Value)
        {
            var source = neutral ? form.Neutral : form.TextIn(from);
            var target = form.TextIn(to);
            if (source is null || source == target)
                continue;
            var pattern = new TreePattern(SqlParser.ParseExpression(source, neutral ? SqlDialect.DuckDb : from));
            var replacement = target is null ? null : new TreePattern(SqlParser.ParseExpression(target, to));
            Add(new Rule(pattern, replacement, source));
        }
    }

    public static FormTable Between(SqlDialect from, SqlDialect to) =>
        Tables.GetOrAdd((from.Name, to.Name), _ => new FormTable(from, to, false));

    public static FormTable FromNeutral(SqlDialect to) => Tables.GetOrAdd(("", to.Name), _ => new FormTable(SqlDialect.DuckDb, to, true));

    /// <summary>The rule that fits an expression, with what its placeholders stand for.</summary>
    public (Rule Rule, Dictionary<int, Expression> Values)? Find(Expression expression)
    {
        if (!_byRoot.TryGetValue(RootOf(expression), out var rules))
            return null;
        foreach (var rule in rules)
            if (rule.Pattern.Match(expression) is { } values)
                return (rule, values);
        return null;
    }

    private void Add(Rule rule)
    {
        var root = RootOf(rule.Pattern.Tree);
        if (!_byRoot.TryGetValue(root, out var rules))
            _byRoot[root] = rules = [];
        rules.Add(rule);
    }

    private static string RootOf(Expression expression) =>
        expression switch
        {
            Expression.FunctionCall call => call.Name.Last.Text,
            Expression.Binary binary => $"{nameof(Expression.Binary)} {binary.Operator}",
            _ => expression.GetType().Name,
        };

    /// <summary>A pattern and what takes its place; nothing when the target has no way to say it.</summary>
    internal sealed record Rule(TreePattern Pattern, TreePattern? Replacement, string Source);
}

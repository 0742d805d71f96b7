using System.Collections.Frozen;
using Dataing.Bench.Sql.Fuzzing;
using Dataing.Sql.Guard;
using Dataing.Sql.Syntax;

namespace Dataing.Bench.Sql.Engines;

/// <summary>Puts texts through the guard and asks the engine whether it agrees: one query each, and the same rows from what came in as from what was written.</summary>
internal sealed class EngineDuel(IEngine engine)
{
    private static readonly QueryPolicy Policy = QueryPolicy.Default with { RowCap = 50_000 };

    private static readonly FrozenSet<string> Fickle = (
        "current_timestamp current_time localtime localtimestamp utc_timestamp utc_time sysdate random rand uuid gen_random_uuid clock_timestamp"
        + " statement_timestamp transaction_timestamp curtime unix_timestamp get_current_timestamp get_current_time uuidv4 uuidv7 julianday datetime time strftime timeofday"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public int Asked { get; private set; }

    public int Allowed { get; private set; }

    /// <summary>Allowed texts whose rows were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>Texts that the engine takes only as they were written back.</summary>
    public int Freer { get; private set; }

    /// <summary>Texts of our own making that the guard refuses, or that the engine does not accept, by reason.</summary>
    public Dictionary<string, (int Count, string Example)> Set { get; } = [];

    /// <summary>What the guard and the engine see differently, or null.</summary>
    public async Task<string?> TryAsync(string sql, bool made, CancellationToken cancellationToken)
    {
        Asked++;
        var verdict = QueryGuard.Check(sql, engine.Dialect, null, Policy);
        if (verdict is not QueryVerdict.Allowed { Query: var query })
        {
            if (made && verdict is QueryVerdict.Refused refused)
                Aside($"refused: {refused.Message}", sql);
            return null;
        }
        Allowed++;
        var original = await engine.AskAsync(sql, cancellationToken);
        var rendered = await engine.AskAsync(query.Text, cancellationToken);
        if (made && original is EngineAnswer.Failed failed)
            Aside($"not accepted: {failed.Message.ReplaceLineEndings(" ")}", sql);
        return Differ(original, rendered, query.Tree) is { } difference
            ? $"{engine.Dialect.Name}: {difference}\n  in  {sql}\n  out {query.Text}"
            : null;
    }

    private void Aside(string reason, string sql)
    {
        var shape = Shrinker.ShapeOf(reason.Length > 90 ? reason[..90] : reason);
        Set[shape] = Set.TryGetValue(shape, out var known) ? known with { Count = known.Count + 1 } : (1, sql);
    }

    private string? Differ(EngineAnswer original, EngineAnswer rendered, Query tree)
    {
        switch (original, rendered)
        {
            case (EngineAnswer.NotOneQuery not, _):
                return $"what came in is not one query: {not.Message}";
            case (_, EngineAnswer.NotOneQuery not):
                return $"what was written is not one query: {not.Message}";
            case (EngineAnswer.Result, EngineAnswer.Failed failed):
                return $"only what was written fails: {failed.Message}";
            // Read more freely than the engine does, and written as the engine wants it.
            case (EngineAnswer.Failed, EngineAnswer.Result):
                Freer++;
                return null;
            case (EngineAnswer.Result, EngineAnswer.Result) when SqlTree.DescendantsAndSelf(tree).Any(IsFickle):
                return null;
            case (EngineAnswer.Result left, EngineAnswer.Result right):
                Compared++;
                return DifferInRows(left, right, tree);
            default:
                return null;
        }
    }

    /// <summary>What yields another value each time it is asked, and samples, which are drawn anew.</summary>
    private static bool IsFickle(SqlNode node) =>
        node is TableSample
        || node is Expression.FunctionCall call
            && (Fickle.Contains(call.Name.Last.Text) || call.Name.Last.Text.Contains("now", StringComparison.OrdinalIgnoreCase));

    private static string? DifferInRows(EngineAnswer.Result left, EngineAnswer.Result right, Query tree)
    {
        // Which of them the cap leaves out is the engine's choice.
        if (left.Rows.Count > Policy.RowCap && right.Rows.Count == Policy.RowCap)
            return null;
        if (HasNames(tree) && !left.Columns.SequenceEqual(right.Columns, StringComparer.OrdinalIgnoreCase))
            return $"columns {string.Join(", ", left.Columns)} became {string.Join(", ", right.Columns)}";
        return InOrder(left, tree).SequenceEqual(InOrder(right, tree), StringComparer.Ordinal)
            ? null
            : $"{left.Rows.Count} rows became {right.Rows.Count} other ones: {First(left.Rows.Except(right.Rows))} became {First(right.Rows.Except(left.Rows))}";
    }

    private static IEnumerable<string> InOrder(EngineAnswer.Result result, Query tree) =>
        tree.OrderBy.Count > 0 ? result.Rows : result.Rows.Order(StringComparer.Ordinal);

    /// <summary>An expression without a name gets one from its text in most engines, and texts differ in spaces.</summary>
    private static bool HasNames(Query tree) =>
        tree.Body is QueryBody.Select select
        && select.Items.All(i => i.Alias is not null || i.Value is Expression.Column or Expression.Star);

    private static string First(IEnumerable<string> rows) => rows.FirstOrDefault("the order").Replace('\u001f', '|');
}

using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

internal enum TrialOutcome
{
    /// <summary>Too much comes from tables, or it takes too many steps to tell.</summary>
    Unknown,
    Ends,

    /// <summary>All of it can be worked out, and after so many steps it still goes on.</summary>
    Long,

    /// <summary>A row makes itself again, so it never ends.</summary>
    Repeats,
}

/// <summary>
/// Runs a recursion on its written first rows for some steps. Where a row comes back that all conditions look at, it never ends: a step by 0 from a list of
/// values, a number rounded back, a text that is cut to itself, two branches of which one undoes the other.
/// </summary>
internal sealed class RecursionTrial
{
    private const int MostSteps = 500;
    private const int MostRows = 8;
    private const double SecondsOfDay = 86_400;

    private readonly IReadOnlyList<RecursiveTerm> _terms;
    private readonly QueryFacts _facts;
    private readonly bool _distinct;
    private readonly string[] _needed;
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private Dictionary<string, TrialValue> _first = [];
    private int _steps;

    private RecursionTrial(IReadOnlyList<RecursiveTerm> terms, QueryFacts facts, bool distinct, string[] needed) =>
        (_terms, _facts, _distinct, _needed) = (terms, facts, distinct, needed);

    public static TrialOutcome Of(IReadOnlyList<RecursiveTerm> terms, QueryFacts facts, bool distinct)
    {
        if (terms is [var only] && only.IsPlainlyBounded || terms.Any(t => !t.IsPlain))
            return TrialOutcome.Unknown;
        var needed = Needed(terms, distinct);
        if (needed.Length == 0)
            return TrialOutcome.Unknown;
        var outcome = TrialOutcome.Unknown;
        foreach (var row in terms[0].FirstRows(MostRows))
        {
            var next = new RecursionTrial(terms, facts, distinct, needed).From(row);
            if (next == TrialOutcome.Repeats)
                return next;
            outcome = outcome == TrialOutcome.Unknown || next == TrialOutcome.Long ? next : outcome;
        }
        return outcome;
    }

    /// <summary>The columns on which it depends whether it goes on; where equal rows are dropped, all.</summary>
    private static string[] Needed(IReadOnlyList<RecursiveTerm> terms, bool distinct)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<SqlNode>(terms.SelectMany(t => t.Conditions()));
        if (distinct)
            foreach (var item in terms.SelectMany(t => t.Select.Items))
                pending.Push(item);
        while (pending.TryPop(out var node))
        {
            foreach (var column in SqlTree.DescendantsAndSelf(node).OfType<Expression.Column>())
            {
                foreach (var term in terms)
                {
                    if (term.ValueOf(column) is { Next: var next } && needed.Add(term.KeyOf(column)))
                        foreach (var other in terms)
                            pending.Push(other.ValueOf(column)?.Next ?? next);
                }
            }
        }
        return [.. needed.Order(StringComparer.Ordinal)];
    }

    private TrialOutcome From(IReadOnlyDictionary<string, Expression> first)
    {
        var state = _needed.ToDictionary(
            n => n,
            n =>
                first.TryGetValue(n, out var value)
                    ? new TrialArithmetic(_facts.Dialect, _ => TrialValue.Unknown).Of(value)
                    : TrialValue.Unknown
        );
        _first = state;
        return Follow(state);
    }

    private TrialOutcome Follow(Dictionary<string, TrialValue> state)
    {
        if (state.Values.Any(v => v.Kind == TrialKind.Unknown))
            return TrialOutcome.Unknown;
        if (_steps++ > MostSteps)
            return state.All(s => s.Value.Kind != TrialKind.Time && !SqliteDates.IsDate(s.Value) || Crawls(s.Key, s.Value))
                ? TrialOutcome.Long
                : TrialOutcome.Unknown;
        var key = KeyOf(state);
        if (_done.Contains(key) || _distinct && _open.Contains(key))
            return TrialOutcome.Ends;
        if (!_open.Add(key))
            return TrialOutcome.Repeats;
        var outcome = TrialOutcome.Ends;
        // A row that comes back at once is seen before a long way that another branch goes.
        foreach (var next in Next(state).OrderByDescending(n => n.State is not null && _open.Contains(KeyOf(n.State))).ToArray())
        {
            var then = next.State is null ? next.Outcome : Follow(next.State);
            if (then == TrialOutcome.Repeats)
                return then;
            outcome = outcome == TrialOutcome.Ends || then == TrialOutcome.Unknown ? then : outcome;
        }
        _open.Remove(key);
        _done.Add(key);
        return outcome;
    }

    /// <summary>At this pace all the rows that the policy allows would not make up a day.</summary>
    private bool Crawls(string column, TrialValue now) =>
        now.Kind == TrialKind.Time
        && _first.TryGetValue(column, out var first)
        && Math.Abs(now.Number - first.Number) / MostSteps * _facts.Policy.GeneratedRowsCap < SecondsOfDay;

    private string KeyOf(Dictionary<string, TrialValue> state) =>
        string.Join('\n', _needed.Select(n => (state[n].Kind, state[n].Number, state[n].Text)));

    private IEnumerable<(TrialOutcome Outcome, Dictionary<string, TrialValue>? State)> Next(Dictionary<string, TrialValue> state) =>
        _terms.SelectMany(t => t.WrittenRowsBeside(MostRows).Select(r => Step(t, r, state)));

    /// <summary>What a row becomes, or why it becomes nothing.</summary>
    private (TrialOutcome Outcome, Dictionary<string, TrialValue>? State) Step(
        RecursiveTerm term,
        IReadOnlyDictionary<string, Expression> beside,
        Dictionary<string, TrialValue> state
    )
    {
        var constants = new TrialArithmetic(_facts.Dialect, _ => TrialValue.Unknown);
        var arithmetic = new TrialArithmetic(
            _facts.Dialect,
            c =>
                term.ValueOf(c) is not null ? state.GetValueOrDefault(term.KeyOf(c))
                : beside.TryGetValue(term.KeyOf(c), out var written) ? constants.Of(written)
                : TrialValue.Unknown
        );
        var isKnown = true;
        foreach (var condition in term.Conditions())
        {
            var holds = arithmetic.Of(condition).Holds;
            if (holds == false)
                return (TrialOutcome.Ends, null);
            isKnown &= holds is not null;
        }
        var next = _needed.ToDictionary(n => n, n => term.NextOf(n) is { } value ? arithmetic.Of(value) : TrialValue.Unknown);
        // The first row as it was: what its conditions say of it, they say for ever.
        var standsStill =
            _open.Count == 1 && !_distinct && next.Values.All(v => v.Kind != TrialKind.Unknown) && KeyOf(next) == KeyOf(state);
        return isKnown || standsStill && IsOwnMatter(term) ? (TrialOutcome.Unknown, next) : (TrialOutcome.Unknown, null);
    }

    /// <summary>No condition asks anything but the row itself.</summary>
    private static bool IsOwnMatter(RecursiveTerm term) =>
        term.Conditions()
            .SelectMany(SqlTree.DescendantsAndSelf)
            .All(n => n is not Query && (n is not Expression.Column column || term.ValueOf(column) is not null));
}

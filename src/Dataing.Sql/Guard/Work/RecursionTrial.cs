using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

internal enum TrialOutcome
{
    /// <summary>Too much comes from tables, or it takes too many steps to tell.</summary>
    Unknown,
    Ends,

    /// <summary>A row makes itself again, so it never ends.</summary>
    Repeats,
}

/// <summary>
/// Runs a recursion on its written first rows for some steps. Where a row comes back that all conditions look at, it never ends: a step by 0 from a list of
/// values, a number rounded back, a text that is cut to itself, two branches of which one undoes the other.
/// </summary>
internal sealed class RecursionTrial
{
    private const int MostSteps = 200;
    private const int MostRows = 8;

    private readonly IReadOnlyList<RecursiveTerm> _terms;
    private readonly QueryFacts _facts;
    private readonly bool _distinct;
    private readonly string[] _needed;
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private int _steps;

    private RecursionTrial(IReadOnlyList<RecursiveTerm> terms, QueryFacts facts, bool distinct, string[] needed) =>
        (_terms, _facts, _distinct, _needed) = (terms, facts, distinct, needed);

    public static TrialOutcome Of(IReadOnlyList<RecursiveTerm> terms, QueryFacts facts, bool distinct)
    {
        if (terms is [var only] && only.IsPlainCounter || terms.Any(t => !t.IsPlain))
            return TrialOutcome.Unknown;
        var needed = Needed(terms, distinct);
        if (needed.Length == 0)
            return TrialOutcome.Unknown;
        var trial = new RecursionTrial(terms, facts, distinct, needed);
        var outcomes = terms[0].FirstRows(MostRows).Select(trial.From).ToArray();
        return outcomes.Length == 0 ? TrialOutcome.Unknown
            : outcomes.Contains(TrialOutcome.Repeats) ? TrialOutcome.Repeats
            : outcomes.Contains(TrialOutcome.Unknown) ? TrialOutcome.Unknown
            : TrialOutcome.Ends;
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
        return Follow(state);
    }

    private TrialOutcome Follow(Dictionary<string, TrialValue> state)
    {
        if (state.Values.Any(v => v.Kind == TrialKind.Unknown) || _steps++ > MostSteps)
            return TrialOutcome.Unknown;
        var key = string.Join('\n', _needed.Select(n => state[n] with { Whole = true }));
        if (_done.Contains(key) || _distinct && _open.Contains(key))
            return TrialOutcome.Ends;
        if (!_open.Add(key))
            return TrialOutcome.Repeats;
        var outcome = TrialOutcome.Ends;
        foreach (var term in _terms)
        {
            foreach (var row in term.WrittenRowsBeside(MostRows))
            {
                var next = Step(term, row, state);
                if (next == TrialOutcome.Repeats)
                    return next;
                outcome = next == TrialOutcome.Unknown ? next : outcome;
            }
        }
        _open.Remove(key);
        _done.Add(key);
        return outcome;
    }

    private TrialOutcome Step(RecursiveTerm term, IReadOnlyDictionary<string, Expression> row, Dictionary<string, TrialValue> state)
    {
        var constants = new TrialArithmetic(_facts.Dialect, _ => TrialValue.Unknown);
        var arithmetic = new TrialArithmetic(
            _facts.Dialect,
            c =>
                term.ValueOf(c) is not null ? state.GetValueOrDefault(term.KeyOf(c))
                : row.TryGetValue(term.KeyOf(c), out var written) ? constants.Of(written)
                : TrialValue.Unknown
        );
        var isKnown = true;
        foreach (var condition in term.Conditions())
        {
            var holds = arithmetic.Of(condition).Holds;
            if (holds == false)
                return TrialOutcome.Ends;
            isKnown &= holds is not null;
        }
        if (!isKnown)
            return TrialOutcome.Unknown;
        return Follow(_needed.ToDictionary(n => n, n => term.NextOf(n) is { } next ? arithmetic.Of(next) : TrialValue.Unknown));
    }
}

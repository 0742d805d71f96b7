using System.Collections.Concurrent;
using System.Globalization;
using Dataing.Core.Analysts;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;

namespace Dataing.Core.Reasoning;

/// <summary>
/// Puts a reasoner's hypotheses to the test: query → guard → run → compare with the prediction → next query. A query that fails goes back
/// with its error (reflexion). What comes true stays a suspect: only the analyst's proof ladder makes a cause.
/// </summary>
/// <param name="reasoner">Who proposes.</param>
/// <param name="inquiry">The only road to the data.</param>
/// <param name="log">Where everything is recorded.</param>
/// <param name="prover">The analyst, where it found no cause itself; null where nothing is left to prove.</param>
public sealed class ReasonedTests(IReasoner reasoner, Inquiry inquiry, InvestigationLog log, IAnalyst? prover = null)
{
    /// <summary>Queries planned for one hypothesis.</summary>
    private const int PlannedQueries = 3;
    private readonly ConcurrentQueue<(string Hypothesis, Answer Answer, string Meaning)> _read = [];

    public async Task RunAsync(CaseFacts facts, CancellationToken cancellationToken)
    {
        try
        {
            var proposals = await reasoner.ProposeHypothesesAsync(facts, cancellationToken);
            var known = facts.Outcomes.Select(o => o.Title).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var fresh = proposals
                .Where(p => known.Add(p.Title))
                .DistinctBy(p => (Key(p.Test), p.Test.IfTrue))
                .Select((p, i) => (Hypothesis: AsHypothesis(p, i + 1), Proposal: p))
                .ToList();
            foreach (var (hypothesis, _) in fresh)
                await log.RecordAsync((state, _) => InvestigationRules.Propose(state, hypothesis), cancellationToken);
            var open = await Task.WhenAll(fresh.Select(f => DecideAsync(facts, f.Hypothesis, f.Proposal.Test, cancellationToken)));
            await SettleMeaningsAsync(cancellationToken);
            foreach (var ((hypothesis, proposal), suspect) in fresh.Zip(open))
                if (suspect is not null)
                    await ProveAsync(hypothesis, proposal, suspect, cancellationToken);
        }
        catch (ReasoningUnavailableException e)
        {
            await log.RecordAsync(new InvestigationEvent.ReasoningDegraded("propose_hypotheses", e.Message), cancellationToken);
        }
    }

    /// <summary>Two hypotheses may have asked the same query, and ended in any order: which meaning it keeps must not depend on that.</summary>
    private async Task SettleMeaningsAsync(CancellationToken cancellationToken)
    {
        foreach (var same in _read.GroupBy(r => r.Answer.Id).Where(g => g.DistinctBy(r => r.Meaning).Count() > 1))
        {
            var (hypothesis, answer, meaning) = same.OrderBy(r => r.Hypothesis, StringComparer.Ordinal)
                .ThenBy(r => r.Meaning, StringComparer.Ordinal)
                .Last();
            await inquiry.RecordEvidenceAsync(answer, hypothesis, meaning, cancellationToken);
        }
    }

    private static Hypothesis AsHypothesis(ProposedHypothesis p, int number) =>
        new()
        {
            Id = "m" + number.ToString(CultureInfo.InvariantCulture),
            Title = p.Title,
            Category = p.Category,
            Mechanism = p.Mechanism is { Length: > 0 } mechanism ? mechanism : "unknown",
            Reasoning = p.Reasoning,
            Prediction = $"If true: {p.Test.IfTrue}. If false: {p.Test.IfFalse}.",
        };

    /// <summary>Decides a hypothesis, unless its prediction came true and somebody may prove it: that one is given back.</summary>
    private async Task<HypothesisOutcome?> DecideAsync(
        CaseFacts facts,
        Hypothesis hypothesis,
        ProposedTest test,
        CancellationToken cancellationToken
    )
    {
        var (outcome, cameTrue) = await TestAsync(facts, hypothesis, test, cancellationToken);
        if (cameTrue && prover is not null)
            return outcome;
        await log.RecordAsync((state, _) => InvestigationRules.Decide(state, outcome), cancellationToken);
        return null;
    }

    /// <summary>One after the other, so that what each costs does not depend on the others' luck.</summary>
    private async Task ProveAsync(
        Hypothesis hypothesis,
        ProposedHypothesis proposal,
        HypothesisOutcome suspect,
        CancellationToken cancellationToken
    )
    {
        var outcome = suspect;
        try
        {
            if (prover is not null)
            {
                var proof = await prover.ProveAsync(hypothesis, RowsOf(proposal), cancellationToken);
                outcome =
                    proof.Verdict == HypothesisVerdict.Confirmed ? proof : suspect with { Reason = $"{suspect.Reason} {proof.Reason}" };
            }
        }
        catch (LimitReachedException e)
        {
            outcome = suspect with { Reason = $"{suspect.Reason} {e.Message}" };
        }
        await log.RecordAsync((state, _) => InvestigationRules.Decide(state, outcome), cancellationToken);
    }

    private static IReadOnlyList<ScopeCondition> RowsOf(ProposedHypothesis proposal) =>
        [
            .. (proposal.Rows ?? []).Select(r => new ScopeCondition(
                r.Column,
                r.Op,
                r.Op == "in" ? r.Values?.ToArray<object?>() ?? []
                    : r.Values is [var only, ..] ? only
                    : null
            )),
        ];

    private async Task<(HypothesisOutcome Outcome, bool CameTrue)> TestAsync(
        CaseFacts facts,
        Hypothesis h,
        ProposedTest test,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var corrections = new Corrections();
            var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Key(test) };
            for (var asked = 1; ; asked++)
            {
                var judged = await RunAsync(facts, h, test, corrections, cancellationToken);
                facts = facts with { Evidence = [.. facts.Evidence, judged.Evidence] };
                if (judged.Verdict is PredictionVerdict.CameTrue)
                    return (
                        Outcome(
                            h,
                            HypothesisVerdict.Undecided,
                            $"{Observed(judged)}, as predicted; it stays a suspect, for it is not shown to make the whole change."
                        ),
                        true
                    );
                if (judged.Verdict is PredictionVerdict.Failed)
                    return (
                        Outcome(h, HypothesisVerdict.Rejected, $"{Observed(judged)}, against the prediction {judged.Test.IfTrue}."),
                        false
                    );
                var reading = await reasoner.InterpretEvidenceAsync(facts, h, judged, cancellationToken);
                if (reading.NextQuestion is not { Length: > 0 } question || asked >= PlannedQueries)
                    return (Outcome(h, HypothesisVerdict.Undecided, "The results lie where neither outcome was predicted."), false);
                var next = await reasoner.WriteQueryAsync(facts, h, question, cancellationToken);
                if (!seen.Add(Key(next)))
                    throw new ReasoningUnavailableException("The model asked the same query again.");
                test = next;
            }
        }
        catch (QueryRejectedException e)
        {
            return (Outcome(h, HypothesisVerdict.Undecided, $"No query of it could be run: {e.Message}"), false);
        }
        catch (LimitReachedException e)
        {
            return (Outcome(h, HypothesisVerdict.Undecided, e.Message), false);
        }
        catch (ReasoningUnavailableException e)
        {
            await log.RecordAsync(new InvestigationEvent.ReasoningDegraded(h.Id, e.Message), cancellationToken);
            return (Outcome(h, HypothesisVerdict.Undecided, "The model gave no usable answer."), false);
        }
    }

    /// <summary>Runs a test, correcting it while retries are left; the last refusal is thrown.</summary>
    private async Task<JudgedTest> RunAsync(
        CaseFacts facts,
        Hypothesis h,
        ProposedTest test,
        Corrections corrections,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            try
            {
                if (!PredictionJudge.Discriminates(test))
                    throw new QueryRejectedException(
                        test.Sql,
                        "The prediction cannot tell true from false: both sides must speak of the same value, and exclude each other."
                    )
                    {
                        Hint = CorrectionHint.OfPrediction,
                    };
                var answer = await inquiry.AskTextAsync(h.Id, h.Title, test.Sql, cancellationToken);
                var (verdict, observed) = PredictionJudge.Judge(test, answer.Result);
                var meaning = $"Predicted if true: {test.IfTrue}; if false: {test.IfFalse}. {verdict}.";
                _read.Enqueue((h.Id, answer, meaning));
                var evidence = await inquiry.RecordEvidenceAsync(answer, h.Id, meaning, cancellationToken);
                return new JudgedTest(test, evidence, verdict, observed);
            }
            catch (QueryRejectedException e)
            {
                var attempt = new InvestigationEvent.ReflexionAttempted(h.Id, test.Sql, e.Message, e.Hint);
                var number = corrections.Next();
                var decision = await log.RecordAsync(
                    (state, _) => InvestigationRules.AttemptReflexion(state, attempt, number, inquiry.Limits),
                    cancellationToken
                );
                if (decision is Decision.Refused)
                    throw;
                var corrected = await reasoner.CorrectQueryAsync(facts, h, new FailedTest(test, e.Message, e.Hint), cancellationToken);
                if (IsSame(corrected, test))
                    throw new ReasoningUnavailableException("The model gave back the query that had failed, unchanged.");
                test = corrected;
            }
        }
    }

    private static bool IsSame(ProposedTest a, ProposedTest b) => Key(a) == Key(b) && a.IfTrue == b.IfTrue && a.IfFalse == b.IfFalse;

    private static string Key(ProposedTest test) => string.Join(' ', test.Sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Corrections of one hypothesis in this run, whatever an earlier run recorded.</summary>
    private sealed class Corrections
    {
        private int _count;

        public int Next() => ++_count;
    }

    private static string Observed(JudgedTest judged) =>
        $"{judged.Test.IfTrue.Measure} is {judged.Observed?.ToString("R", CultureInfo.InvariantCulture)}";

    private static HypothesisOutcome Outcome(Hypothesis h, HypothesisVerdict verdict, string reason) =>
        new(h.Id, h.Title, h.Category, h.Prediction, verdict, reason);
}

using Dataing.Core.Analysts;
using Dataing.Core.Findings;
using Dataing.Core.Notes;
using Dataing.Core.Reasoning;

namespace Dataing.Core.Investigations;

/// <summary>Makes the reasoner of one investigation, whose exchanges are kept in its log.</summary>
public delegate IReasoner ReasonerFactory(InvestigationLog log);

/// <summary>A reasoner's part in an investigation: more hypotheses after the analyst's own, and the finding's words. The analyst's facts come first.</summary>
internal sealed class ReasonedPhase(IReasoner reasoner, Inquiry inquiry, InvestigationLog log)
{
    private const int Tables = 24;
    private const int NoteTokens = 2_500;

    /// <param name="tested">The analyst's own hypotheses.</param>
    /// <param name="prover">Who may prove what a model suspects; null where the analyst has a conclusion.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public Task TestAsync(IReadOnlyList<Hypothesis> tested, IAnalyst? prover, CancellationToken cancellationToken)
    {
        var outcomes = tested.Select(h => log.State.Outcomes.GetValueOrDefault(h.Id)).OfType<HypothesisOutcome>();
        return new ReasonedTests(reasoner, inquiry, log, prover).RunAsync(Facts([.. outcomes]), cancellationToken);
    }

    public async Task<Finding> WordAsync(Finding draft, IReadOnlyList<HypothesisOutcome> outcomes, CancellationToken cancellationToken)
    {
        var worded = await new FindingWording(reasoner, inquiry, log).ImproveAsync(Facts(outcomes), draft, cancellationToken);
        var caveats = log.State.Degradations.Select(d => $"The model was not used for {d.Call}: {d.Reason}").Distinct();
        var own = log
            .State.Evidence.Values.Where(e => worded.Evidence.All(known => known.Id != e.Id))
            .OrderBy(e => e.Id, StringComparer.Ordinal);
        return worded with { Caveats = [.. worded.Caveats, .. caveats], Evidence = [.. worded.Evidence, .. own] };
    }

    /// <summary>The same in a resumed run, so that it asks the same questions and finds their answers in the log.</summary>
    private CaseFacts Facts(IReadOnlyList<HypothesisOutcome> outcomes) =>
        new()
        {
            Alert = inquiry.Alert,
            Dialect = inquiry.Dialect.Name,
            Tables = SchemaRelevance.Select(inquiry.Schema, inquiry.Lineage, inquiry.Alert.Dataset, Tables),
            Notes = RelevantNotes.Select(inquiry.Notes, Terms(), NoteTokens),
            Confirmation = log.State.Confirmation,
            Profile = log.State.Profile,
            Outcomes = outcomes,
            Evidence = inquiry.Evidence,
        };

    /// <summary>What a note must name to matter: the alert's table and columns above all, then what is near them.</summary>
    private Dictionary<string, double> Terms()
    {
        var terms = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        var alert = inquiry.Alert;
        foreach (var name in alert.Dataset.Split('.').TakeLast(1).Append(alert.Dataset))
            terms[name] = 5;
        foreach (var column in alert.Metric.Columns)
            terms.TryAdd(column, 4);
        foreach (var table in SchemaRelevance.Select(inquiry.Schema, inquiry.Lineage, alert.Dataset, limit: 4))
            terms.TryAdd(table.Name.Name, 2);
        foreach (var condition in log.State.Profile?.Scope?.Predicate ?? [])
        {
            terms.TryAdd(condition.Column, 2);
            if (condition.Value is string { Length: > 2 } value)
                terms.TryAdd(value, 3);
        }
        return terms;
    }
}

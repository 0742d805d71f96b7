using Dataing.Core.Analysts;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Core.Tests.Investigations;
using Dataing.Sql.Building;

namespace Dataing.Core.Tests.Scripted;

/// <summary>An analyst that asks one question a phase, and whose finding quotes every answer.</summary>
internal sealed class ScriptedAnalyst(Inquiry inquiry) : IAnalyst
{
    public async Task<AlertConfirmation> ConfirmAsync(CancellationToken cancellationToken)
    {
        var n = await AskAsync("confirm", 1, cancellationToken);
        return new AlertConfirmation
        {
            BorneOut = true,
            Statement = $"{n} rows",
            MetricDefinition = "rows",
        };
    }

    public async Task<IncidentProfile> ProfileAsync(CancellationToken cancellationToken) =>
        new() { ChangedColumns = [$"{await AskAsync("profile", 2, cancellationToken)} rows moved"] };

    public Task<IReadOnlyList<Hypothesis>> ProposeAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Hypothesis>>([
            Samples.Hypothesis,
            Samples.Hypothesis with
            {
                Id = "h2",
                Title = "Another",
            },
            Samples.Hypothesis with
            {
                Id = "h3",
                Title = "A third",
            },
        ]);

    public async Task<HypothesisOutcome> TestAsync(Hypothesis hypothesis, CancellationToken cancellationToken)
    {
        var n = await AskAsync(hypothesis.Id, 10 + hypothesis.Id[1], cancellationToken);
        var verdict = hypothesis.Id == "h1" ? HypothesisVerdict.Confirmed : HypothesisVerdict.Rejected;
        return new HypothesisOutcome(hypothesis.Id, hypothesis.Title, hypothesis.Category, hypothesis.Prediction, verdict, $"{n} rows");
    }

    public Task<HypothesisOutcome> ProveAsync(
        Hypothesis hypothesis,
        IReadOnlyList<ScopeCondition> rows,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            new HypothesisOutcome(
                hypothesis.Id,
                hypothesis.Title,
                hypothesis.Category,
                hypothesis.Prediction,
                HypothesisVerdict.Undecided,
                "It was not looked at."
            )
        );

    public async Task<Finding> ConcludeAsync(
        IReadOnlyList<HypothesisOutcome> outcomes,
        string? stopped,
        CancellationToken cancellationToken
    )
    {
        var counterfactual = stopped is null ? await AskAsync("proof", 3, cancellationToken) : 0;
        return Samples.Finding with
        {
            Hypotheses = outcomes,
            Status = stopped is null ? FindingStatus.Completed : FindingStatus.Inconclusive,
            Evidence = [.. inquiry.State.Evidence.Values.OrderBy(e => e.Id, StringComparer.Ordinal)],
            Caveats = stopped is null ? [$"{counterfactual} rows without the blamed ones"] : [stopped],
        };
    }

    private async Task<long> AskAsync(string purpose, int bound, CancellationToken cancellationToken)
    {
        var query = SelectBuilder
            .From("orders")
            .Where(Term.Column("id").MoreThan(Term.Number(bound)))
            .Select(Term.Count().As("n"))
            .Build(inquiry.Dialect);
        var answer = await inquiry.AskAsync(new Question(purpose, "rows beyond a bound", query), cancellationToken);
        await inquiry.RecordEvidenceAsync(answer, purpose, "Counted.", cancellationToken);
        return (long)answer.Rows[0][1]!;
    }
}

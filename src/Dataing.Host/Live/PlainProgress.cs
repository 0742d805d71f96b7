using System.Globalization;
using Dataing.Core.Intake;
using Dataing.Core.Investigations;
using Dataing.Host.Reporting;

namespace Dataing.Host.Live;

/// <summary>A line per event, for logs and pipes.</summary>
internal sealed class PlainProgress(TextWriter writer, InvestigationLimits limits, TimeProvider clock) : IProgressDisplay
{
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly Dictionary<string, string> _purposes = [];
    private readonly Dictionary<string, string> _titles = [];
    private int _answersKnown;
    private int _asked;

    public void Publish(string investigationId, Recorded recorded)
    {
        var line = LineOf(investigationId, recorded.Event);
        if (recorded.At < _startedAt)
        {
            // What an earlier run recorded is told in one line, when this one takes over.
            _answersKnown += recorded.Event is InvestigationEvent.QuerySucceeded ? 1 : 0;
            return;
        }
        if (line is not null)
            Write(line);
    }

    public void Say(string sentence) => Write(sentence);

    public ValueTask DisposeAsync() => new(writer.FlushAsync());

    private void Write(string line)
    {
        var elapsed = (clock.GetUtcNow() - _startedAt).TotalSeconds;
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{elapsed, 6:0.0} s] {PlainText.Clean(line, 500)}"));
    }

    private string? LineOf(string investigationId, InvestigationEvent happened) =>
        happened switch
        {
            InvestigationEvent.Started e => $"Investigating {e.Alert.Dataset} on {e.Source} ({investigationId})",
            InvestigationEvent.Resumed => $"Resuming {investigationId}: {Counted.Of(_answersKnown, "answer")} known already",
            InvestigationEvent.Reopened =>
                $"Carrying on {investigationId} under wider limits: {Counted.Of(_answersKnown, "answer")} known already",
            InvestigationEvent.ContextGathered e =>
                $"Context: {Counted.Of(e.Tables, "table")}, {Counted.Of(e.LineageEdges, "lineage edge")}, {Counted.Of(e.ChangeEvents, "change")}"
                    + string.Concat(e.Warnings.Select(warning => $". {warning.TrimEnd('.')}")),
            InvestigationEvent.AlertConfirmed e => e.Confirmation.BorneOut
                ? $"Confirmed: {e.Confirmation.Statement}"
                : e.Confirmation.Statement,
            InvestigationEvent.ProfileRecorded e => $"Where: {Wording.Scope(e.Profile.Scope)}",
            InvestigationEvent.HypothesisGenerated e => Titled(e.Hypothesis.Id, e.Hypothesis.Title),
            InvestigationEvent.QuerySubmitted e => Asked(e),
            InvestigationEvent.QuerySucceeded e =>
                $"Answer: {_purposes.GetValueOrDefault(e.QueryId, "a query")}: {Counted.Of(e.Result.Rows.Count, "row")} in {Wording.Milliseconds(e.Result.Outcome.Elapsed)}",
            InvestigationEvent.QueryFailed e => $"Query failed: {e.Error}",
            InvestigationEvent.QueryRefused e => $"Query refused: {e.Reason}",
            InvestigationEvent.HypothesisConfirmed e => $"Confirmed: {TitleOf(e.HypothesisId)}: {e.Reason}",
            InvestigationEvent.HypothesisRejected e => $"Rejected: {TitleOf(e.HypothesisId)}: {e.Reason}",
            InvestigationEvent.HypothesisUndecided e => $"Undecided: {TitleOf(e.HypothesisId)}: {e.Reason}",
            InvestigationEvent.ModelEstimated e =>
                $"Model {e.Model}: about {Counted.Of(e.Calls, "call")}, {Counted.Of(e.Tokens, "token")}{Money(e.Money)}; at most {Counted.Of(e.TokenBudget, "token")}{Money(e.MoneyBudget)}",
            InvestigationEvent.ModelAsked e => $"Asking the model: {e.Call}",
            InvestigationEvent.ModelFailed e => $"The model failed: {e.Error}",
            InvestigationEvent.ReasoningDegraded e => $"Without the model: {e.Call}: {e.Reason}",
            InvestigationEvent.SynthesisCompleted e =>
                $"Done: {Wording.Verdict(e.Finding.Verdict).ToLowerInvariant()}, {Wording.Cost(e.Finding.Cost)}",
            _ => null,
        };

    private static string Money(decimal? usd) => usd is { } money ? string.Create(CultureInfo.InvariantCulture, $", {money:0.##} USD") : "";

    private string Asked(InvestigationEvent.QuerySubmitted e)
    {
        _purposes[e.QueryId] = e.Purpose;
        _asked++;
        return $"Query {_asked} of at most {limits.Queries}: {e.Purpose}";
    }

    private string Titled(string id, string title)
    {
        _titles[id] = title;
        return $"Hypothesis: {title}";
    }

    private string TitleOf(string id) => _titles.GetValueOrDefault(id, id);
}

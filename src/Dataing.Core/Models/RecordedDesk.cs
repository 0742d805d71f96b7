using Dataing.Core.Investigations;
using Dataing.Core.Reasoning;

namespace Dataing.Core.Models;

/// <summary>Answers from the log alone. A question that failed then fails again with the same words, and one that was never sent is refused.</summary>
public sealed class RecordedDesk(InvestigationLog log, InvestigationEvent.ModelConfigured configured, Func<string, string> mask)
    : IModelDesk
{
    public string ModelId => configured.Model;

    public ModelLimits Limits => configured.Limits;

    public Task ConfigureAsync(EgressPolicy egress, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ModelExchange> AskAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        var id = ModelDesk.IdOf(configured.Model, ModelDesk.Masked(request, mask));
        if (log.State.Exchanges.GetValueOrDefault(id) is { } answer)
            return Task.FromResult(new ModelExchange(id, answer));
        if (log.State.ModelFailures.GetValueOrDefault(id) is { } failure)
            throw new ModelException(failure.Kind, failure.Error);
        // What stopped it then is recorded; the same words make it the same degradation.
        var reason = log.State.BudgetsExhausted.Find(b => b.Call == request.Call)?.Reason;
        throw reason is null
            ? new ReplayDivergedException($"The replay asks the model a question ({request.Call}) that was not asked then.")
            : new ModelBudgetException(reason);
    }

    public Task RejectAsync(ModelExchange exchange, string problem, CancellationToken cancellationToken) => Task.CompletedTask;
}

using System.Security.Cryptography;
using System.Text;
using Dataing.Core.Investigations;
using Dataing.Core.Reasoning;

namespace Dataing.Core.Models;

/// <summary>
/// The only road to a model. Every question is masked, checked against the budget and written to the log before it leaves, with its answer
/// after; a question whose answer the log holds is not asked again, so an investigation replays without a model.
/// </summary>
public sealed class ModelDesk(
    InvestigationLog log,
    ILanguageModel model,
    ModelLimits limits,
    Func<string, string> mask,
    TimeProvider clock,
    Random jitter
) : IModelDesk
{
    public string ModelId => model.Id;

    public ModelLimits Limits => limits;

    public Task ConfigureAsync(EgressPolicy egress, CancellationToken cancellationToken)
    {
        var configured = new InvestigationEvent.ModelConfigured(model.Id, egress, limits);
        return log.RecordAsync((state, _) => state.Model == configured ? new Decision.Accepted() : configured, cancellationToken);
    }

    /// <summary>
    /// Asks, and asks again where that may help. Throws <see cref="ModelBudgetException"/> when the budget does not hold the question and
    /// <see cref="ModelException"/> when the model does not answer.
    /// </summary>
    public async Task<ModelExchange> AskAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        var masked = Masked(request, mask);
        var id = IdOf(model.Id, masked);
        if (log.State.Exchanges.GetValueOrDefault(id) is { } known)
            return new ModelExchange(id, known);
        for (var attempt = 0; ; attempt++)
        {
            await RecordQuestionAsync(id, masked, cancellationToken);
            try
            {
                var reply = await model.CompleteAsync(masked, cancellationToken);
                var money = limits.Prices.Of(reply.Usage);
                await log.RecordAsync(new InvestigationEvent.ModelAnswered(id, reply.Text, reply.Usage, money), cancellationToken);
                return new ModelExchange(id, reply.Text);
            }
            catch (ModelException e)
            {
                await log.RecordAsync(new InvestigationEvent.ModelFailed(id, e.Kind, e.Message), cancellationToken);
                if (!e.Retryable || attempt >= limits.Retries)
                    throw;
                await Task.Delay(WaitBefore(attempt, e.RetryAfter), clock, cancellationToken);
            }
        }
    }

    /// <summary>Records that an answer could not be used, and why.</summary>
    public Task RejectAsync(ModelExchange exchange, string problem, CancellationToken cancellationToken) =>
        log.RecordAsync(new InvestigationEvent.ModelAnswerRejected(exchange.Id, problem), cancellationToken);

    private async Task RecordQuestionAsync(string id, ModelRequest request, CancellationToken cancellationToken)
    {
        var prompt = request.CaseFile + "\n\n" + request.Task;
        var bytes = new[] { request.StablePrefix, prompt, request.Schema }.Sum(Encoding.UTF8.GetByteCount);
        var estimate = ModelRules.EstimateTokens(request);
        var asked = new InvestigationEvent.ModelAsked(
            id,
            request.Call,
            model.Id,
            HashOf(request.StablePrefix),
            prompt,
            bytes,
            estimate,
            request.StablePrefix,
            request.Schema
        );
        var decision = await log.RecordAsync((state, _) => ModelRules.Ask(state, asked, estimate, limits), cancellationToken);
        if (decision is Decision.Refused refusal)
            throw new ModelBudgetException(refusal.Reason);
    }

    /// <summary>Exponential backoff with full jitter, never shorter than what the vendor asks for, never longer than the longest wait.</summary>
    private TimeSpan WaitBefore(int attempt, TimeSpan? retryAfter)
    {
        var ceiling = limits.FirstWait * Math.Pow(2, attempt);
        var wait = ceiling * (0.5 + jitter.NextDouble() / 2);
        if (retryAfter > wait)
            wait = retryAfter.Value;
        return wait < limits.LongestWait ? wait : limits.LongestWait;
    }

    internal static ModelRequest Masked(ModelRequest request, Func<string, string> mask) =>
        request with
        {
            CaseFile = mask(request.CaseFile),
            Task = mask(request.Task),
        };

    internal static string IdOf(string model, ModelRequest r) =>
        "m-" + HashOf(string.Join('\0', model, r.Call, r.StablePrefix, r.CaseFile, r.Task, r.Schema));

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
}

/// <summary>A question's id in the log, and its answer.</summary>
public sealed record ModelExchange(string Id, string Text);

/// <summary>The model's budget is spent; the investigation goes on without it.</summary>
public sealed class ModelBudgetException(string reason) : Exception(reason);

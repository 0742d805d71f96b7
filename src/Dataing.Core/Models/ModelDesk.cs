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
    Random jitter,
    ISpendLedger? ledger = null
) : IModelDesk
{
    /// <summary>The same investigation may run twice on a day, or twice at once: what each run takes is a sum of its own.</summary>
    private readonly DayBudget _day = new(ledger, FormattableString.Invariant($"{log.Id}/{jitter.NextInt64():x16}"), limits);

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
        await EstimateAsync(masked, cancellationToken);
        for (var attempt = 0; ; attempt++)
        {
            var askedAt = clock.GetUtcNow();
            var granted = await RecordQuestionAsync(id, masked, attempt, askedAt, cancellationToken);
            try
            {
                var reply = await model.CompleteAsync(masked with { MaxOutputTokens = granted }, cancellationToken);
                var money = limits.Prices?.Of(reply.Usage) ?? 0;
                await log.RecordAsync(new InvestigationEvent.ModelAnswered(id, reply.Text, reply.Usage, money), cancellationToken);
                await SettleAsync(masked.Call, id, attempt, askedAt, reply.Usage, money, cancellationToken);
                return new ModelExchange(id, reply.Text);
            }
            catch (ModelException e)
            {
                // A vendor may have worked on what it did not answer, and charges for the question then.
                var usage = e.Usage ?? (e.MayHaveCost ? new ModelUsage(ModelRules.EstimateInput(masked), 0) : null);
                var money = usage is null ? 0 : limits.Prices?.Of(usage) ?? 0;
                await log.RecordAsync(new InvestigationEvent.ModelFailed(id, e.Kind, e.Message, usage, money), cancellationToken);
                await SettleAsync(masked.Call, id, attempt, askedAt, usage, money, cancellationToken);
                if (!e.Retryable || attempt >= limits.Retries)
                    throw;
                await Task.Delay(WaitBefore(attempt, e.RetryAfter), clock, cancellationToken);
            }
        }
    }

    /// <summary>Records that an answer could not be used, and why.</summary>
    public Task RejectAsync(ModelExchange exchange, string problem, CancellationToken cancellationToken) =>
        log.RecordAsync(new InvestigationEvent.ModelAnswerRejected(exchange.Id, problem), cancellationToken);

    private Task<Decision> EstimateAsync(ModelRequest first, CancellationToken cancellationToken) =>
        log.RecordAsync(
            (state, _) => state.ModelEstimate?.Model == model.Id ? new Decision.Accepted() : ModelRules.Estimate(model.Id, first, limits),
            cancellationToken
        );

    /// <summary>
    /// The investigation's budget is checked as the question is recorded, the day's before: it is shared with other processes. Gives the length
    /// of the answer that both hold.
    /// </summary>
    private async Task<int> RecordQuestionAsync(
        string id,
        ModelRequest request,
        int attempt,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var prompt = request.CaseFile + "\n\n" + request.Task;
        var bytes = new[] { request.StablePrefix, prompt, request.Schema }.Sum(Encoding.UTF8.GetByteCount);
        var asked = new InvestigationEvent.ModelAsked(
            id,
            request.Call,
            model.Id,
            HashOf(request.StablePrefix),
            prompt,
            bytes,
            ModelRules.EstimateInput(request) + request.MaxOutputTokens,
            request.StablePrefix,
            request.Schema,
            request.MaxOutputTokens
        );
        var ofDay = await _day.AskAsync(asked, attempt, now, cancellationToken);
        if (ofDay is not Decision.Accepted { Events: [InvestigationEvent.ModelAsked held] })
            throw await ExhaustedAsync(request.Call, ModelBudgetScope.Day, (ofDay as Decision.Refused)?.Reason ?? "", cancellationToken);
        var decision = await log.RecordAsync((state, at) => ModelRules.Ask(state, held, limits, at), cancellationToken);
        if (decision is Decision.Accepted { Events: [InvestigationEvent.ModelAsked granted] })
            return granted.OutputTokens;
        await SettleAsync(request.Call, id, attempt, now, null, 0, cancellationToken);
        throw await ExhaustedAsync(
            request.Call,
            ModelBudgetScope.Investigation,
            (decision as Decision.Refused)?.Reason ?? "",
            cancellationToken
        );
    }

    private async Task SettleAsync(
        string call,
        string id,
        int attempt,
        DateTimeOffset askedAt,
        ModelUsage? usage,
        decimal money,
        CancellationToken cancellationToken
    )
    {
        if (await _day.SettleAsync(id, attempt, askedAt, usage, money, cancellationToken) is { } problem)
            await log.RecordAsync(new InvestigationEvent.ModelBudgetExhausted(call, ModelBudgetScope.Day, problem), cancellationToken);
    }

    private async Task<ModelBudgetException> ExhaustedAsync(
        string call,
        ModelBudgetScope scope,
        string reason,
        CancellationToken cancellationToken
    )
    {
        await log.RecordAsync(new InvestigationEvent.ModelBudgetExhausted(call, scope, reason), cancellationToken);
        return new ModelBudgetException(reason);
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

using Dataing.Core.Investigations;

namespace Dataing.Core.Models;

/// <summary>The day's part of the budget: nothing is kept where no day's budget is set.</summary>
internal sealed class DayBudget(ISpendLedger? ledger, string investigationId, ModelLimits limits)
{
    private readonly bool _counts = limits.TokensPerDay is not null || (limits.MoneyPerDay is not null && limits.Prices is not null);

    /// <summary>Why the day's budget does not hold the question; null when it does, and then its estimate is set aside.</summary>
    public async Task<string?> RefusalAsync(
        InvestigationEvent.ModelAsked asked,
        int attempt,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (!_counts || ledger is null)
            return null;
        var money = ModelRules.MoneyOf(asked.EstimatedTokens, limits) ?? 0;
        var entry = new SpendEntry(IdOf(asked.ExchangeId, attempt), now, asked.EstimatedTokens, money);
        try
        {
            var decision = await ledger.ReserveAsync(entry, spent => ModelRules.AskOnDay(spent, asked, limits), cancellationToken);
            return (decision as Decision.Refused)?.Reason;
        }
        catch (SpendLedgerException e)
        {
            return e.Message;
        }
    }

    /// <summary>Writes down what the call took. Null, or why that could not be done: the estimate then stays in the ledger.</summary>
    public async Task<string?> SettleAsync(
        string exchangeId,
        int attempt,
        DateTimeOffset askedAt,
        ModelUsage? usage,
        decimal money,
        CancellationToken cancellationToken
    )
    {
        if (!_counts || ledger is null)
            return null;
        try
        {
            await ledger.SettleAsync(new SpendEntry(IdOf(exchangeId, attempt), askedAt, usage?.Total ?? 0, money), cancellationToken);
            return null;
        }
        catch (SpendLedgerException e)
        {
            return e.Message;
        }
    }

    private string IdOf(string exchangeId, int attempt) => $"{investigationId}/{exchangeId}/{attempt}";
}

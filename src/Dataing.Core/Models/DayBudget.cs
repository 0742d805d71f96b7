using Dataing.Core.Investigations;

namespace Dataing.Core.Models;

/// <summary>The day's part of the budget: nothing is kept where no day's budget is set.</summary>
internal sealed class DayBudget(ISpendLedger? ledger, string runId, ModelLimits limits)
{
    private readonly bool _counts = limits.TokensPerDay is not null || (limits.MoneyPerDay is not null && limits.Prices is not null);

    /// <summary>The question with as long an answer as the day's budget holds, which is set aside; or why it holds none.</summary>
    public async Task<Decision> AskAsync(
        InvestigationEvent.ModelAsked asked,
        int attempt,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (!_counts || ledger is null)
            return asked;
        Decision decision = asked;
        SpendEntry? Grant(ModelSpend spent)
        {
            decision = ModelRules.AskOnDay(spent, asked, limits);
            if (decision is not Decision.Accepted { Events: [InvestigationEvent.ModelAsked granted] })
                return null;
            var money = ModelRules.MoneyOf(new ModelReserve(granted.EstimatedTokens, granted.OutputTokens), limits) ?? 0;
            return new SpendEntry(IdOf(asked.ExchangeId, attempt), now, granted.EstimatedTokens, money);
        }
        try
        {
            await ledger.ReserveAsync(now, Grant, cancellationToken);
            return decision;
        }
        catch (SpendLedgerException e)
        {
            return new Decision.Refused(e.Message);
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

    private string IdOf(string exchangeId, int attempt) => $"{runId}/{exchangeId}/{attempt}";
}

using Dataing.Core.Investigations;

namespace Dataing.Core.Models;

/// <summary>What all investigations of a day spend on models, also those of other processes at the same time.</summary>
public interface ISpendLedger
{
    /// <summary>
    /// Sets an amount aside when the rule, given what the day took already, accepts it; reading, deciding and writing are one step for all
    /// processes. Throws <see cref="SpendLedgerException"/> when the ledger cannot be kept.
    /// </summary>
    Task<Decision> ReserveAsync(SpendEntry entry, Func<ModelSpend, Decision> decide, CancellationToken cancellationToken);

    /// <summary>Puts what was spent in the place of what was set aside under the same id.</summary>
    Task SettleAsync(SpendEntry entry, CancellationToken cancellationToken);
}

/// <param name="Id">Names the call, so that what it took replaces what was set aside for it.</param>
/// <param name="At">When it was asked; its day in UTC is the day that pays.</param>
/// <param name="Tokens">In and out.</param>
/// <param name="Money">US dollars.</param>
public sealed record SpendEntry(string Id, DateTimeOffset At, long Tokens, decimal Money);

/// <summary>The ledger cannot be read or written; the message says what to do.</summary>
public sealed class SpendLedgerException(string message, Exception? inner = null) : Exception(message, inner);

namespace Dataing.Core.Models;

/// <summary>What all investigations of a day spend on models, also those of other processes at the same time.</summary>
public interface ISpendLedger
{
    /// <summary>
    /// Sets aside what the rule grants, given what the day took already; null and nothing when it grants nothing. Reading, deciding and writing
    /// are one step for all processes. Throws <see cref="SpendLedgerException"/> when the ledger cannot be kept.
    /// </summary>
    /// <param name="at">When it is asked; its day in UTC is the day that pays.</param>
    /// <param name="grant">What to set aside of the day's budget; null for nothing.</param>
    /// <param name="cancellationToken">Stops the waiting for others.</param>
    Task<SpendEntry?> ReserveAsync(DateTimeOffset at, Func<ModelSpend, SpendEntry?> grant, CancellationToken cancellationToken);

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

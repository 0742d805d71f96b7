using System.Collections.Concurrent;
using Dataing.Analysis.Mechanisms.Anatomy;
using Dataing.Core.DataSources;

namespace Dataing.Analysis.Cases;

/// <summary>The closer looks that mechanisms share; each is asked for once, by whoever needs it first.</summary>
internal sealed class Anatomies(Incident incident)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<object?>>> _looks = [];

    public Task<CopyAnatomy?> CopiesAsync(string asker, CancellationToken cancellationToken) =>
        OnceAsync("copies", () => CopyAnatomy.ReadAsync(incident, asker, cancellationToken));

    public Task<NumberAnatomy?> NumbersAsync(string asker, CancellationToken cancellationToken) =>
        OnceAsync("numbers", () => NumberAnatomy.ReadAsync(incident, asker, cancellationToken));

    public Task<ValueAnatomy?> ValuesAsync(string asker, CancellationToken cancellationToken) =>
        OnceAsync("values", () => ValueAnatomy.ReadAsync(incident, asker, cancellationToken));

    public Task<LagAnatomy?> LagsAsync(string asker, CancellationToken cancellationToken) =>
        OnceAsync("lags", () => LagAnatomy.ReadAsync(incident, asker, cancellationToken));

    public Task<HourAnatomy?> HoursAsync(string asker, CancellationToken cancellationToken) =>
        OnceAsync("hours", () => HourAnatomy.ReadAsync(incident, asker, cancellationToken));

    public Task<DecimalAnatomy?> DecimalsAsync(ColumnSchema column, string asker, CancellationToken cancellationToken) =>
        OnceAsync($"decimals of {column.Name}", () => DecimalAnatomy.ReadAsync(incident, column, asker, cancellationToken));

    private async Task<T?> OnceAsync<T>(string name, Func<Task<T?>> look)
        where T : class
    {
        var lazy = _looks.GetOrAdd(name, _ => new Lazy<Task<object?>>(async () => await look()));
        return (T?)await lazy.Value;
    }
}

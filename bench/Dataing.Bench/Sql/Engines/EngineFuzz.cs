using System.Globalization;
using Dataing.Bench.Sql.Fuzzing;

namespace Dataing.Bench.Sql.Engines;

/// <summary>A run of duels on one engine: queries of our own making, the same with an edit, and mutated attacks.</summary>
internal sealed class EngineFuzz(IEngine engine, ulong seed, Corpora corpora)
{
    private readonly EngineDuel _duel = new(engine);
    private readonly string _name = engine.Dialect.Name;

    public List<string> Differences { get; } = [];

    public int Compared => _duel.Compared;

    public async Task OneAsync(long number, CancellationToken cancellationToken)
    {
        var dice = new Dice(seed, (ulong)number);
        var made = dice.Below(10) < 7;
        var sql = (made, dice.Below(3)) switch
        {
            (true, _) => new QueryMaker(engine.Dialect, dice).Query(),
            (_, 0) => FuzzInput.Mutate(dice, new QueryMaker(engine.Dialect, dice).Query(), corpora.Queries[_name]),
            (_, 1) => FuzzInput.Mutate(dice, dice.Of(corpora.Queries[_name]), corpora.Queries[_name]),
            _ => FuzzInput.Mutate(dice, dice.Of(corpora.Attacks[_name]), corpora.Queries[_name]),
        };
        if (await _duel.TryAsync(sql, made, cancellationToken) is { } difference)
            Differences.Add($"#{number} {difference}");
    }

    public string Describe() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{_name}: {_duel.Asked:N0} texts, {_duel.Allowed:N0} allowed, {_duel.Compared:N0} with rows compared, {_duel.Freer:N0} that the engine takes only as written back, {Differences.Count} differences"
        );

    /// <summary>What of our own queries the guard refused or the engine did not accept: where neither is to blame, the maker is.</summary>
    public IEnumerable<string> SetAside() =>
        _duel
            .Set.OrderByDescending(s => s.Value.Count)
            .Select(s => $"  {s.Value.Count} × {s.Key}\n      {s.Value.Example.ReplaceLineEndings("⏎")}");
}

using System.Globalization;
using Dataing.Adapters.DataSources.Running;
using Dataing.Core.DataSources;
using Dataing.Sql.Dialects;

namespace Dataing.Bench.Sql.Engines;

/// <summary>An engine asked through its adapter's lower layer, which takes any text and lets the engine itself say what it is.</summary>
internal sealed class SourceEngine(IDataSource source, RunQuery run, IAsyncDisposable? server) : IEngine
{
    private static readonly QueryCaps Caps = new() { Rows = 100_000, Time = TimeSpan.FromSeconds(5) };

    public SqlDialect Dialect => source.Dialect;

    public async Task<EngineAnswer> AskAsync(string sql, CancellationToken cancellationToken)
    {
        try
        {
            await using var query = await run(sql, Caps, cancellationToken);
            var rows = new List<string>();
            await foreach (var batch in query.BatchesAsync(cancellationToken))
                rows.AddRange(batch.Select(row => string.Join('\u001f', row.Select(Text))));
            return new EngineAnswer.Result([.. query.Columns.Select(c => c.Name)], rows);
        }
        catch (SourceException e)
            when (e.Kind == SourceErrorKind.PolicyViolation || e.Message.Contains("multiple commands", StringComparison.Ordinal))
        {
            return new EngineAnswer.NotOneQuery(e.Message);
        }
        catch (SourceException e)
        {
            return new EngineAnswer.Failed($"{e.Kind}: {e.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        if (server is not null)
            await server.DisposeAsync();
    }

    private static string Text(object? cell) =>
        cell switch
        {
            null => "∅",
            byte[] bytes => Convert.ToHexString(bytes),
            double number => number.ToString("G12", CultureInfo.InvariantCulture),
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            _ => cell.ToString() ?? "",
        };
}

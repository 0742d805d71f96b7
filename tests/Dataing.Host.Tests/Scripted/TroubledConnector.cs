using System.Collections.Concurrent;
using Dataing.Core.DataSources;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;

namespace Dataing.Host.Tests.Scripted;

/// <summary>A connector over another that keeps every query text, and can fail at a chosen moment.</summary>
internal sealed class TroubledConnector(IDataSourceConnector inner) : IDataSourceConnector
{
    private int _executed;

    public ConcurrentQueue<string> Queries { get; } = [];

    /// <summary>Thrown when the schema is read.</summary>
    public SourceException? AtDiscovery { get; init; }

    /// <summary>Called before each query with its number, from 1.</summary>
    public Action<int> BeforeQuery { get; init; } = _ => { };

    /// <summary>What a query of this text ends with; null lets it run.</summary>
    public Func<string, SourceException?> OnQuery { get; init; } = _ => null;

    public string Kind => inner.Kind;

    public bool Recognises(string location) => inner.Recognises(location);

    public async Task<IDataSource> OpenAsync(string location, SourceOptions options, CancellationToken cancellationToken) =>
        new Source(this, await inner.OpenAsync(location, options, cancellationToken));

    private sealed class Source(TroubledConnector connector, IDataSource inner) : IDataSource
    {
        public string Description => inner.Description;

        public SqlDialect Dialect => inner.Dialect;

        public Task<SourceTestReport> TestAsync(CancellationToken cancellationToken) => inner.TestAsync(cancellationToken);

        public Task<SchemaSnapshot> DiscoverAsync(CancellationToken cancellationToken) =>
            connector.AtDiscovery is { } trouble ? throw trouble : inner.DiscoverAsync(cancellationToken);

        public Task<IQueryRun> ExecuteAsync(CheckedQuery query, QueryCaps caps, CancellationToken cancellationToken)
        {
            connector.Queries.Enqueue(query.Text);
            connector.BeforeQuery(Interlocked.Increment(ref connector._executed));
            return connector.OnQuery(query.Text) is { } trouble
                ? Task.FromException<IQueryRun>(trouble)
                : inner.ExecuteAsync(query, caps, cancellationToken);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}

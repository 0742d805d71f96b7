using System.Runtime.CompilerServices;
using Dataing.Core.DataSources;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;

namespace Dataing.Core.Tests.Scripted;

/// <summary>A source whose answers are a function of the query's text, and that counts how often each was run.</summary>
internal sealed class ScriptedSource(Func<string, IReadOnlyList<IReadOnlyList<object?>>> answer) : IDataSource
{
    public List<string> Ran { get; } = [];

    public string Description => "scripted";

    public SqlDialect Dialect => SqlDialect.DuckDb;

    public SchemaSnapshot Schema { get; init; } =
        new([
            new TableSchema(
                new TableName(null, null, "orders"),
                [
                    new ColumnSchema("id", LogicalType.Integer, "BIGINT"),
                    new ColumnSchema("user_id", LogicalType.Integer, "BIGINT"),
                    new ColumnSchema("app_version", LogicalType.String, "VARCHAR"),
                ]
            ),
        ]);

    public Task<SourceTestReport> TestAsync(CancellationToken cancellationToken) => Task.FromResult(new SourceTestReport("1", [], []));

    public Task<SchemaSnapshot> DiscoverAsync(CancellationToken cancellationToken) => Task.FromResult(Schema);

    public Task<IQueryRun> ExecuteAsync(CheckedQuery query, QueryCaps caps, CancellationToken cancellationToken)
    {
        lock (Ran)
            Ran.Add(query.Text);
        return Task.FromResult<IQueryRun>(new Run(answer(query.Text)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Run(IReadOnlyList<IReadOnlyList<object?>> rows) : IQueryRun
    {
        public IReadOnlyList<ResultColumn> Columns { get; } = [new("label", LogicalType.String), new("n", LogicalType.Integer)];

        public QueryOutcome? Outcome { get; private set; }

        public async IAsyncEnumerable<IReadOnlyList<IReadOnlyList<object?>>> BatchesAsync(
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            await Task.Yield();
            yield return rows;
            Outcome = new QueryOutcome(rows.Count, 0, Truncation.None, TimeSpan.FromMilliseconds(1));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>The scripted source's schema and nothing else.</summary>
internal sealed class BareContext : Core.Investigations.IContextProvider
{
    public async Task<Core.Investigations.InquiryContext> GatherAsync(IDataSource source, CancellationToken cancellationToken)
    {
        var schema = await source.DiscoverAsync(cancellationToken);
        return new Core.Investigations.InquiryContext(schema, schema.ToCatalog(), Core.Lineage.LineageGraph.Empty, [], new QueryPolicy());
    }
}

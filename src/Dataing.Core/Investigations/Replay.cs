using Dataing.Core.Analysts;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;

namespace Dataing.Core.Investigations;

/// <summary>
/// Derives the finding of a recorded investigation anew from its recorded answers: without its source, without a model, at the time it was
/// concluded. Nothing is written anywhere.
/// </summary>
public sealed class Replay(AnalystFactory analysts, Func<InvestigationLog, Reasoning.IReasoner?> reasoners)
{
    /// <summary>
    /// The finding as it follows from the events. Throws <see cref="ReplayDivergedException"/> when they do not hold what it takes: the
    /// investigation was not concluded, or was recorded by a version that asked other questions.
    /// </summary>
    public async Task<Finding> RunAsync(string id, IReadOnlyList<Recorded> events, CancellationToken cancellationToken)
    {
        var end = events.LastOrDefault(e => e.Event is InvestigationEvent.SynthesisCompleted);
        if (end is null)
            throw new ReplayDivergedException("The investigation was not concluded, so there is no finding to replay.");
        var store = new Memory([.. events.Where(IsPremise).Select((e, i) => e with { Sequence = i + 1 })]);
        using var log = await InvestigationLog.OpenAsync(id, store, null, new StoppedClock(end.At), cancellationToken);
        if (log.State.Context is not { } context || SqlDialect.Find(context.Dialect) is not { } dialect)
            throw new ReplayDivergedException("The log was written by a version that did not keep the context that a replay needs.");
        var surroundings = new InquiryContext(
            context.Schema,
            context.Schema.ToCatalog(),
            context.Lineage,
            context.Changes,
            QueryPolicy.Default
        )
        {
            Notes = context.Notes ?? [],
        };
        var investigator = new Investigator(analysts, context.Limits, reasoners(log) is { } reasoner ? _ => reasoner : null);
        return await investigator.FindAsync(log, new RecordedSource(dialect, context.Schema), surroundings, cancellationToken);
    }

    /// <summary>What was concluded is what is derived again.</summary>
    private static bool IsPremise(Recorded recorded) =>
        recorded.Event is not (InvestigationEvent.QualityAssessed or InvestigationEvent.SynthesisCompleted);

    /// <summary>A source that knows its schema and answers nothing: every answer is in the log.</summary>
    private sealed class RecordedSource(SqlDialect dialect, SchemaSnapshot schema) : IDataSource
    {
        public string Description => "recorded";

        public SqlDialect Dialect => dialect;

        public Task<SourceTestReport> TestAsync(CancellationToken cancellationToken) =>
            Task.FromResult(new SourceTestReport("recorded", [], []));

        public Task<SchemaSnapshot> DiscoverAsync(CancellationToken cancellationToken) => Task.FromResult(schema);

        public Task<IQueryRun> ExecuteAsync(CheckedQuery query, QueryCaps caps, CancellationToken cancellationToken) =>
            throw new ReplayDivergedException($"The replay asks a query that was not asked then: {query.Text}");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Memory(List<Recorded> events) : IEventStore
    {
        public Task<IReadOnlyList<Recorded>> ReadAsync(string investigationId, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Recorded>>([.. events]);

        public Task AppendAsync(
            string investigationId,
            int expectedVersion,
            IReadOnlyList<Recorded> appended,
            CancellationToken cancellationToken
        )
        {
            events.AddRange(appended);
            return Task.CompletedTask;
        }
    }

    private sealed class StoppedClock(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}

/// <summary>The recorded answers do not lead to a finding; the message says what is missing.</summary>
public sealed class ReplayDivergedException(string message) : Exception(message);

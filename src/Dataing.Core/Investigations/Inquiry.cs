using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Dataing.Core.Alerts;
using Dataing.Core.ChangeEvents;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Core.Lineage;
using Dataing.Core.Notes;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;
using Dataing.Sql.Syntax;

namespace Dataing.Core.Investigations;

/// <summary>
/// The questions of one investigation: the only road to its data source. Every question is checked by the guard, written to the log
/// before it runs and with its answer after, within the limits. A question whose answer the log holds is not asked again.
/// </summary>
public sealed class Inquiry(InvestigationLog log, IDataSource source, InquiryContext context, InvestigationLimits limits)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<Answer>>> _underWay = [];
    private readonly ConcurrentDictionary<string, Evidence> _evidence = [];

    /// <summary>The alert, with what a sentence left open settled by the schema.</summary>
    /// <exception cref="BadAlertException">A sentence that names no table, and a column that does not say which.</exception>
    public AnomalyAlert Alert { get; } =
        SentenceInSchema.Settle(
            log.State.Alert ?? throw new InvalidOperationException("The investigation has not started."),
            context.Schema
        );
    public SchemaSnapshot Schema => context.Schema;
    public LineageGraph Lineage => context.Lineage;
    public IReadOnlyList<ChangeEvent> Changes => context.Changes;
    public IReadOnlyList<TeamNote> Notes => context.Notes;
    public SqlDialect Dialect => source.Dialect;

    /// <summary>The schema as the guard knows it.</summary>
    public CatalogSnapshot Catalog => context.Catalog;

    /// <summary>What is recorded so far.</summary>
    public InvestigationState State => log.State;

    public InvestigationLimits Limits => limits;

    /// <summary>
    /// The evidence kept so far in this run, in an order that does not depend on which test ended first. A resumed run fills it again,
    /// step by step, while <see cref="State"/> already holds what later steps of the earlier run recorded.
    /// </summary>
    public IReadOnlyList<Evidence> Evidence => [.. _evidence.Values.OrderBy(e => e.Id, StringComparer.Ordinal)];

    /// <summary>
    /// Asks one question. Throws <see cref="QueryRejectedException"/> when the guard or the source refuses the query (another one may do),
    /// <see cref="LimitReachedException"/> when a limit of the investigation is reached, and <see cref="SourceException"/> when the source is gone.
    /// </summary>
    public async Task<Answer> AskAsync(Question question, CancellationToken cancellationToken)
    {
        // One row more than is wanted: only then can the source tell that there was more.
        var policy = context.Policy with
        {
            RowCap = question.RowCap + 1,
        };
        var verdict = QueryGuard.Check(question.Query, source.Dialect, context.Catalog, policy);
        var asked = new Asked(question.HypothesisId, question.Purpose, question.RowCap, question.Query.ToString);
        return await AnswerAsync(verdict, asked, cancellationToken);
    }

    /// <summary>Asks a question that came as text, of a person or a model; the same checks, the same exceptions as for a tree.</summary>
    public async Task<Answer> AskTextAsync(string hypothesisId, string purpose, string sql, CancellationToken cancellationToken)
    {
        var verdict = QueryGuard.Check(sql, source.Dialect, context.Catalog, context.Policy with { RowCap = context.Policy.RowCap + 1 });
        return await AnswerAsync(verdict, new Asked(hypothesisId, purpose, context.Policy.RowCap, () => sql), cancellationToken);
    }

    /// <summary>Keeps an answer as evidence, with what it means; the same query is kept once, with its last meaning.</summary>
    public async Task<Evidence> RecordEvidenceAsync(
        Answer answer,
        string hypothesisId,
        string interpretation,
        CancellationToken cancellationToken
    )
    {
        var evidence = new Evidence
        {
            Id = answer.Id,
            HypothesisId = hypothesisId,
            Sql = answer.Sql,
            RowCount = answer.Result.Outcome.Rows,
            Columns = [.. answer.Result.Columns.Select(c => c.Name)],
            Rows = [.. answer.Result.Rows.Take(50)],
            Interpretation = interpretation,
        };
        _evidence[evidence.Id] = evidence;
        await log.RecordAsync(
            (state, _) =>
                state.Evidence.GetValueOrDefault(evidence.Id)?.Interpretation == interpretation
                    ? new Decision.Accepted()
                    : new InvestigationEvent.EvidenceRecorded(evidence),
            cancellationToken
        );
        return evidence;
    }

    private static string IdOf(string sql) => "q-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)).AsSpan(0, 5));

    private async Task<Answer> AnswerAsync(QueryVerdict verdict, Asked question, CancellationToken cancellationToken)
    {
        if (verdict is QueryVerdict.Refused refused)
        {
            await log.RecordAsync(
                new InvestigationEvent.QueryRefused(question.HypothesisId, question.Text(), refused.Code, refused.Message),
                cancellationToken
            );
            throw new QueryRejectedException(question.Text(), $"{refused.Code}: {refused.Message}")
            {
                Hint = CorrectionHint.Of(refused, context.Catalog),
            };
        }
        var query = ((QueryVerdict.Allowed)verdict).Query;
        var id = IdOf(query.Text);
        if (log.State.Queries.GetValueOrDefault(id)?.Result is { } known)
            return new Answer(id, query.Text, known);
        var running = _underWay.GetOrAdd(id, _ => new Lazy<Task<Answer>>(() => RunAsync(id, question, query, cancellationToken)));
        try
        {
            return await running.Value;
        }
        finally
        {
            _underWay.TryRemove(new KeyValuePair<string, Lazy<Task<Answer>>>(id, running));
        }
    }

    private async Task<Answer> RunAsync(string id, Asked question, CheckedQuery query, CancellationToken cancellationToken)
    {
        var submitted = new InvestigationEvent.QuerySubmitted(id, question.HypothesisId, question.Purpose, query.Text);
        var decision = await log.RecordAsync(
            (state, now) => InvestigationRules.SubmitQuery(state, submitted, limits, now),
            cancellationToken
        );
        if (decision is Decision.Refused refusal)
        {
            if (log.State.Queries.GetValueOrDefault(id)?.Error is { } earlier)
                throw new QueryRejectedException(query.Text, earlier);
            throw new LimitReachedException(refusal.Reason);
        }
        try
        {
            var caps = limits.Query with { Rows = question.RowCap };
            var result = await ReadAsync(query, caps, cancellationToken);
            await log.RecordAsync(new InvestigationEvent.QuerySucceeded(id, result), cancellationToken);
            return new Answer(id, query.Text, result);
        }
        catch (SourceException e) when (e.Kind != SourceErrorKind.Cancelled)
        {
            await log.RecordAsync(new InvestigationEvent.QueryFailed(id, e.Kind, e.Message), cancellationToken);
            if (e.ConcernsQueryOnly)
                throw new QueryRejectedException(query.Text, e.Message, e) { Hint = CorrectionHint.Of(e.Kind, source.Dialect) };
            throw;
        }
    }

    private async Task<QueryResult> ReadAsync(CheckedQuery query, QueryCaps caps, CancellationToken cancellationToken)
    {
        await using var run = await source.ExecuteAsync(query, caps, cancellationToken);
        var rows = new List<IReadOnlyList<object?>>();
        await foreach (var batch in run.BatchesAsync(cancellationToken))
            rows.AddRange(batch);
        var outcome = run.Outcome ?? throw new SourceException(SourceErrorKind.Internal, "The result ended without an outcome.");
        return new QueryResult(run.Columns, RowOrder.Settled(query.Tree, run.Columns, rows, outcome), outcome);
    }

    /// <summary>A question apart from its query; the text is what the author wrote, for a refusal.</summary>
    private sealed record Asked(string HypothesisId, string Purpose, int RowCap, Func<string> Text);
}

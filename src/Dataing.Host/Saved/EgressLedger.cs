using System.Globalization;
using Dataing.Core.Investigations;
using Dataing.Core.Models;
using Dataing.Host.Reporting;

namespace Dataing.Host.Saved;

/// <summary>What left for models in one investigation, in the order in which it left.</summary>
internal sealed record EgressLedger(string Investigation, IReadOnlyList<EgressEntry> Entries)
{
    public long Bytes => Entries.Sum(e => (long)e.Asked.Bytes);

    public static EgressLedger Of(SavedRun run)
    {
        var entries = new List<EgressEntry>();
        for (var i = 0; i < run.Events.Count; i++)
            if (run.Events[i].Event is InvestigationEvent.ModelAsked asked)
                entries.Add(new EgressEntry(run.Events[i].At, asked, AnswerTo(asked.ExchangeId, run.Events.Skip(i + 1))));
        return new EgressLedger(run.Id, entries);
    }

    public LedgerReport Report() => new(Investigation, Entries.Count, Bytes, [.. Entries.Select(e => e.Short())]);

    public string Text() =>
        Entries.Count == 0
            ? "Nothing left for a model.\n"
            : TextColumns.Of([
                ["WHEN", "EXCHANGE", "CALL", "MODEL", "BYTES", "CAME BACK"],
                .. Entries.Select(e =>
                    (IReadOnlyList<string>)
                        [
                            e.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                            e.Asked.ExchangeId,
                            e.Asked.Call,
                            e.Asked.Model,
                            e.Asked.Bytes.ToString("#,0", CultureInfo.InvariantCulture),
                            e.CameBack,
                        ]
                ),
            ]) + $"{Counted.Of(Entries.Count, "question")}, {Counted.Of(Bytes, "byte")} in all.\n";

    /// <summary>The next answer or failure of the same exchange, before it is asked again.</summary>
    private static InvestigationEvent? AnswerTo(string exchange, IEnumerable<Recorded> later) =>
        later
            .Select(r => r.Event)
            .TakeWhile(e => e is not InvestigationEvent.ModelAsked again || again.ExchangeId != exchange)
            .FirstOrDefault(e =>
                e is InvestigationEvent.ModelAnswered answered && answered.ExchangeId == exchange
                || e is InvestigationEvent.ModelFailed failed && failed.ExchangeId == exchange
            );
}

/// <param name="At">When it was written down, just before it left.</param>
/// <param name="Answer">What came back; null when nothing did.</param>
internal sealed record EgressEntry(DateTimeOffset At, InvestigationEvent.ModelAsked Asked, InvestigationEvent? Answer)
{
    public string CameBack =>
        Answer switch
        {
            InvestigationEvent.ModelAnswered a => $"an answer, {Counted.Of(a.Usage.Total, "token")} in all",
            InvestigationEvent.ModelFailed f => f.Error,
            _ => "nothing: it was cut off",
        };

    /// <summary>The entry without the text.</summary>
    public LedgerLine Short()
    {
        var answered = Answer as InvestigationEvent.ModelAnswered;
        return new LedgerLine(At, Asked.ExchangeId, Asked.Call, Asked.Model, Asked.Bytes, CameBack, answered?.Usage, answered?.Money);
    }

    /// <summary>The entry with all that left, to the letter.</summary>
    public SentText Full(string investigation) =>
        new(
            investigation,
            At,
            Asked.ExchangeId,
            Asked.Call,
            Asked.Model,
            Asked.Bytes,
            Asked.PrefixHash,
            Asked.Instructions,
            Asked.Prompt,
            Asked.Schema,
            CameBack
        );
}

/// <summary>The ledger as JSON.</summary>
internal sealed record LedgerReport(string Investigation, int Sent, long Bytes, IReadOnlyList<LedgerLine> Entries);

/// <summary>One question in the ledger's JSON.</summary>
internal sealed record LedgerLine(
    DateTimeOffset At,
    string ExchangeId,
    string Call,
    string Model,
    int Bytes,
    string CameBack,
    ModelUsage? Usage,
    decimal? Money
);

/// <summary>One question with its text, in the ledger's export. Instructions and schema are null in logs that did not keep them.</summary>
internal sealed record SentText(
    string Investigation,
    DateTimeOffset At,
    string ExchangeId,
    string Call,
    string Model,
    int Bytes,
    string PrefixHash,
    string? Instructions,
    string Prompt,
    string? Schema,
    string CameBack
);

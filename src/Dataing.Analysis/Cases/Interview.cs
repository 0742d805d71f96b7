using Dataing.Analysis.Queries;
using Dataing.Core.Findings;
using Dataing.Core.Investigations;
using Dataing.Sql.Dialects;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Cases;

/// <summary>Asks the questions of one case. A question that the source refuses is a fact that is missing, noted and lived without.</summary>
internal sealed class Interview(Inquiry inquiry)
{
    private readonly List<string> _unanswered = [];

    public SqlDialect Dialect => inquiry.Dialect;

    /// <summary>What could not be asked, one sentence each.</summary>
    public IReadOnlyList<string> Unanswered
    {
        get
        {
            lock (_unanswered)
                return [.. _unanswered.Distinct()];
        }
    }

    /// <summary>The answer; null when the guard or the source refuses the question.</summary>
    public async Task<Answer?> TryAskAsync(string asker, string purpose, Query query, CancellationToken cancellationToken, int cap = 1_000)
    {
        try
        {
            return await inquiry.AskAsync(new Question(asker, purpose, Ordered.ByKeys(query), cap), cancellationToken);
        }
        catch (QueryRejectedException e)
        {
            Note($"Could not ask for the {purpose}: {FirstSentence(e.Message)}");
            return null;
        }
        catch (UntranslatableException e)
        {
            Note($"Could not ask for the {purpose} in {inquiry.Dialect.Name}: {FirstSentence(e.Message)}");
            return null;
        }
    }

    /// <summary>Keeps an answer as evidence with what it means; gives its id.</summary>
    public async Task<string> RecordAsync(Answer answer, string asker, string meaning, CancellationToken cancellationToken)
    {
        Evidence evidence = await inquiry.RecordEvidenceAsync(answer, asker, meaning, cancellationToken);
        return evidence.Id;
    }

    public void Note(string sentence)
    {
        lock (_unanswered)
            _unanswered.Add(sentence);
    }

    private static string FirstSentence(string message)
    {
        var line = message.Split('\n')[0].Trim();
        return line.Length <= 200 ? line : line[..200] + "…";
    }
}

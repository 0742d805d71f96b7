using Dataing.Adapters.Models.StandIn;

namespace Dataing.Host.Tests.Models;

/// <summary>
/// Sits in for the model with care and by rules: proposes what can be checked, mends a query that failed, reads results, and words the
/// finding by the draft. The recorded conversations are this person's.
/// </summary>
internal static class DiligentPerson
{
    public static string Answer(StandInQuestion question)
    {
        var prompt = question.Prompt;
        var table = $"\"{Calls.Dataset(prompt)}\"";
        return Calls.Of(question) switch
        {
            "propose_hypotheses" => Calls.Propose(
                (
                    "Rows went missing altogether",
                    $"SELECT count(*) AS n FROM {table}",
                    Calls.Is("less_than", 100),
                    Calls.Is("at_least", 100)
                ),
                (
                    "The table holds too few rows to judge by",
                    $"SELECT count(*) AS n FROM {table}",
                    Calls.Is("less_than", -1),
                    Calls.Is("greater_than", 1e12)
                ),
                (
                    "A column was renamed",
                    $"SELECT count(no_such_column) AS n FROM {table}",
                    Calls.Is("at_least", 1),
                    Calls.Is("less_than", 1)
                )
            ),
            "correct_query" => Calls.Query(
                $"SELECT count(*) AS n FROM {table} WHERE 1 = 1",
                Calls.Is("at_least", 1),
                Calls.Is("less_than", 1)
            ),
            "write_query" => Calls.Query($"SELECT count(*) / 2 AS n FROM {table}", Calls.Is("at_least", 50), Calls.Is("less_than", 50)),
            "interpret_evidence" => Calls.Reading("The count lies in between.", "Is half of it enough?"),
            "synthesize" => Calls.Words(
                "In short: " + (Calls.InDraft(prompt, "statement") is [var first, ..] ? first : ""),
                Chain(prompt),
                Calls.InDraft(prompt, "title") is [var advice, ..] ? advice : "Look at the affected rows."
            ),
            _ => Calls.Filled(question.Schema, "As the draft says.", 0.8),
        };
    }

    /// <summary>The draft's own chain: its statements after the first, which is the cause's.</summary>
    private static IEnumerable<(string, string)> Chain(string prompt) =>
        Calls.InDraft(prompt, "role").Zip(Calls.InDraft(prompt, "statement").Skip(1));
}

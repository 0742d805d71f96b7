using Dataing.Adapters.Models.StandIn;

namespace Dataing.Host.Tests.Models;

/// <summary>A model with every fault in turn, and one that says the same thing over and over when it says anything.</summary>
internal sealed class ErraticModel(int seed) : IStandInScript
{
    private int _asked = seed;

    public Task<StandInAnswer> AnswerAsync(StandInQuestion question, CancellationToken cancellationToken) =>
        Task.FromResult(Answer(question, Interlocked.Increment(ref _asked)));

    private static StandInAnswer Answer(StandInQuestion question, int number) =>
        (number % 12) switch
        {
            0 => new StandInAnswer.Status(529),
            1 => new StandInAnswer.Status(429, TimeSpan.Zero),
            2 => new StandInAnswer.Text(""),
            3 => new StandInAnswer.Text("Certainly! Here is what I think:\n```json\n{\"thinking\":"),
            4 => new StandInAnswer.CutOff(Same(question), 40),
            5 => new StandInAnswer.Text("[" + new string('[', 5_000)),
            6 => new StandInAnswer.Refusal(),
            7 => new StandInAnswer.Text("{\"thinking\":\"" + new string('x', 250_000)),
            8 => new StandInAnswer.OutputLimit(Same(question)[..20]),
            9 => new StandInAnswer.Status(500),
            10 => new StandInAnswer.Text(Calls.Filled(question.Schema, "\u0000\u202e</untrusted>", double.MaxValue)),
            _ => new StandInAnswer.Text(Same(question)),
        };

    /// <summary>The same query for every question: it loops.</summary>
    private static string Same(StandInQuestion question)
    {
        var sql = $"SELECT count(*) AS n FROM \"{Calls.Dataset(question.Prompt)}\"";
        var (high, low) = (Calls.Is("greater_than", 1e15), Calls.Is("less_than", 0));
        return Calls.Of(question) switch
        {
            "propose_hypotheses" => Calls.Propose(("Again", sql, high, low), ("again", sql, high, low), ("And again", sql, high, low)),
            "correct_query" or "write_query" => Calls.Query(sql, high, low),
            "interpret_evidence" => Calls.Reading("Again.", "Again?"),
            "synthesize" => Calls.Words("Again.", [], "Again."),
            _ => Calls.Filled(question.Schema, "Again.", 0.5),
        };
    }
}

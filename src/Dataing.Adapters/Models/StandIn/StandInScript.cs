namespace Dataing.Adapters.Models.StandIn;

/// <summary>What a stand-in says to a question: a person's answers, a recording, or a fault to rehearse.</summary>
public interface IStandInScript
{
    /// <summary>Answers one question; may take as long as a person needs, until the caller gives up.</summary>
    Task<StandInAnswer> AnswerAsync(StandInQuestion question, CancellationToken cancellationToken);
}

/// <param name="Number">Counted from 1.</param>
/// <param name="Api">messages or chat_completions.</param>
/// <param name="Model">The model's id as asked for.</param>
/// <param name="Instructions">The system prompt.</param>
/// <param name="Prompt">The user's message.</param>
/// <param name="Schema">The JSON Schema of the answer, as sent.</param>
public sealed record StandInQuestion(int Number, string Api, string Model, string Instructions, string Prompt, string Schema);

/// <summary>An answer, or a fault.</summary>
public abstract record StandInAnswer
{
    private StandInAnswer() { }

    public sealed record Text(string Value) : StandInAnswer;

    /// <summary>An HTTP error, with Retry-After where given.</summary>
    public sealed record Status(int Code, TimeSpan? RetryAfter = null) : StandInAnswer;

    /// <summary>The question does not fit the model's context, said as the vendor says it.</summary>
    public sealed record ContextExceeded : StandInAnswer;

    /// <summary>The stream stops after so many characters of the text, and says nothing more until the caller gives up.</summary>
    public sealed record Stalled(string Value, int Characters) : StandInAnswer;

    /// <summary>The stream breaks off after so many characters of the text.</summary>
    public sealed record CutOff(string Value, int Characters) : StandInAnswer;

    /// <summary>The model declines.</summary>
    public sealed record Refusal : StandInAnswer;

    /// <summary>The answer stops at the output limit.</summary>
    public sealed record OutputLimit(string Value) : StandInAnswer;

    /// <summary>The server says nothing until the caller gives up.</summary>
    public sealed record Silence : StandInAnswer;
}

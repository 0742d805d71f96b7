namespace Dataing.Core.Models;

/// <summary>A language model that answers with JSON by a schema. It is asked only through <see cref="ModelDesk"/>.</summary>
public interface ILanguageModel
{
    /// <summary>The model's id, as its vendor spells it.</summary>
    string Id { get; }

    /// <summary>Asks once, without retrying; throws <see cref="ModelException"/>. Cancelling stops the call on the wire.</summary>
    Task<ModelReply> CompleteAsync(ModelRequest request, CancellationToken cancellationToken);
}

/// <summary>One question to a model.</summary>
/// <param name="Call">Which of the five calls: propose_hypotheses, write_query, correct_query, interpret_evidence, synthesize; or judge_quality.</param>
/// <param name="StablePrefix">Instructions, byte-identical from call to call so that the vendor may cache them.</param>
/// <param name="CaseFile">The facts of this investigation, the same for all its calls as far as they are known.</param>
/// <param name="Task">What is asked now.</param>
/// <param name="Schema">The JSON Schema of the answer; every object closed, every member required.</param>
/// <param name="MaxOutputTokens">Upper bound of the answer, thinking included.</param>
public sealed record ModelRequest(string Call, string StablePrefix, string CaseFile, string Task, string Schema, int MaxOutputTokens);

/// <summary>The answer's text (JSON if the model kept to the schema) and what it took.</summary>
public sealed record ModelReply(string Text, ModelUsage Usage);

/// <summary>Tokens as the vendor counted them; cached input is counted apart from <see cref="Input"/>.</summary>
public sealed record ModelUsage(long Input, long Output, long CacheRead = 0, long CacheWrite = 0)
{
    public long Total => Input + Output + CacheRead + CacheWrite;
}

/// <summary>A model did not answer. The message is safe to show.</summary>
public sealed class ModelException(ModelErrorKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public ModelErrorKind Kind { get; } = kind;

    /// <summary>What the failed call took all the same; null when it is not known.</summary>
    public ModelUsage? Usage { get; init; }

    /// <summary>How long the vendor asks to wait; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the vendor may have worked on the question, and charge for it, though it did not say what it took.</summary>
    public bool MayHaveCost => Kind is ModelErrorKind.Timeout or ModelErrorKind.CutOff;

    /// <summary>Whether the same question may be answered later.</summary>
    public bool Retryable =>
        Kind
            is ModelErrorKind.RateLimited
                or ModelErrorKind.Overloaded
                or ModelErrorKind.ServerError
                or ModelErrorKind.Timeout
                or ModelErrorKind.CutOff
                or ModelErrorKind.Unavailable;
}

public enum ModelErrorKind
{
    RateLimited,
    Overloaded,
    ServerError,
    Timeout,

    /// <summary>The stream ended before the answer did.</summary>
    CutOff,
    Unavailable,

    /// <summary>The model declined to answer.</summary>
    Refused,

    /// <summary>The answer was longer than allowed.</summary>
    TooLong,

    /// <summary>The question, with its answer, does not fit the model's context; a shorter one may.</summary>
    ContextExceeded,

    /// <summary>The answer was empty, no JSON, or not by the schema.</summary>
    InvalidAnswer,
    Authentication,
    BadRequest,
}

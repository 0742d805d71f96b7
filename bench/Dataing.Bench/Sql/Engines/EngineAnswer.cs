namespace Dataing.Bench.Sql.Engines;

/// <summary>What an engine made of a text.</summary>
internal abstract record EngineAnswer
{
    private EngineAnswer() { }

    /// <summary>One query, and its result with every value as text.</summary>
    public sealed record Result(IReadOnlyList<string> Columns, IReadOnlyList<string> Rows) : EngineAnswer;

    /// <summary>The text is several statements, or one that is no query.</summary>
    public sealed record NotOneQuery(string Message) : EngineAnswer;

    /// <summary>One statement that the engine does not accept or cannot finish.</summary>
    public sealed record Failed(string Message) : EngineAnswer;
}

namespace Dataing.Bench.Sql.Mutations.Observing;

/// <summary>What became of a text that was run.</summary>
internal enum ObservedAnswer
{
    /// <summary>The engine took it and answered.</summary>
    Answered,

    /// <summary>The engine did not take it, or stopped it when its time was up.</summary>
    Refused,

    /// <summary>It wanted more memory or room on the disk than a query needs.</summary>
    TooLarge,

    /// <summary>The engine went on when its time was up, and could not be stopped.</summary>
    Stuck,
}

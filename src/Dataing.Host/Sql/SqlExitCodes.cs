namespace Dataing.Host.Sql;

/// <summary>What `dataing sql` returns; a promise, shown in its help.</summary>
internal static class SqlExitCodes
{
    /// <summary>The query is allowed, or was read; of JSON lines: every line was judged, whatever the verdicts.</summary>
    public const int Allowed = 0;

    /// <summary>The query is refused, or cannot be said in the other dialect.</summary>
    public const int Refused = 1;

    /// <summary>Something given cannot be used: an option, a file, a line that is no JSON.</summary>
    public const int BadInput = 2;

    public const string Help = "Exit codes: 0 allowed (JSON lines: every line was judged); 1 refused; 2 bad input.";
}

namespace Dataing.Host;

/// <summary>What the command line returns. The numbers are a promise; they stand in every --help and in docs/cli.md.</summary>
internal static class ExitCodes
{
    /// <summary>A verdict was reached: a root cause, an expected variance, or a false alarm.</summary>
    public const int Verdict = 0;

    /// <summary>It could not be carried out: the source cannot be reached or went away, or the log cannot be written.</summary>
    public const int Failed = 1;

    /// <summary>Something given cannot be used: an argument, a file, the alert, a table or column it names.</summary>
    public const int BadInput = 2;

    /// <summary>The data did not decide, or a limit was reached first.</summary>
    public const int Inconclusive = 3;

    /// <summary>Ctrl-C.</summary>
    public const int Cancelled = 130;

    public const string Help =
        "Exit codes: 0 a verdict was reached (root cause, expected variance, false alarm);\n1 failed; 2 bad input; 3 inconclusive; 130 cancelled.";
}

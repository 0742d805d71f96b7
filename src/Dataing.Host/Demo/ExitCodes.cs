namespace Dataing.Host.Demo;

internal static class ExitCodes
{
    public const int Verdict = 0;
    public const int Inconclusive = 2;
    public const int Failed = 3;
    public const int BadInput = 4;
}

using Dataing.Core.Analysts;
using Dataing.Core.Investigations;

namespace Dataing.Host.Runs;

/// <summary>Which analyst does the work.</summary>
internal static class Analysts
{
    public static AnalystFactory BuiltIn { get; } =
        _ => throw new InvestigationFailedException("This build has no analyst yet; every other command works.");
}

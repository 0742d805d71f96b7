using System.Text.Json;

namespace Dataing.Demo.Scoring;

/// <summary>How a finding compares with the truth, part by part.</summary>
/// <param name="Verdict">The verdict is the true one.</param>
/// <param name="Mechanism">The mechanism is the true one; nothing is asked where there was no cause.</param>
/// <param name="Culprit">The culprit is the true one, under any of its names.</param>
/// <param name="Onset">The onset interval meets the true one.</param>
/// <param name="RowMatch">Jaccard similarity of the accused rows and the guilty ones within the window; 1 where there are none.</param>
/// <param name="Faults">One sentence per part that is wrong.</param>
public sealed record DemoScore(bool Verdict, bool Mechanism, bool Culprit, bool Onset, double RowMatch, IReadOnlyList<string> Faults)
{
    /// <summary>Rows match from here on.</summary>
    public const double EnoughRows = 0.9;

    /// <summary>Whether every part is right.</summary>
    public bool IsRight => Faults.Count == 0;

    /// <summary>Compares a finding in its JSON form with the manifest and the data beside it.</summary>
    public static async Task<DemoScore> OfAsync(JsonElement finding, DemoFolder folder, CancellationToken cancellationToken)
    {
        var truth = await IncidentManifest.ReadAsync(folder.ManifestPath, cancellationToken);
        var claim = new FindingClaim(finding);
        var caused = truth.Verdict == "root_cause";
        var rows = caused ? await RowMatches.JaccardAsync(claim, truth, folder.DataDirectory, cancellationToken) : 1;

        var score = new DemoScore(
            claim.Verdict == truth.Verdict,
            !caused || claim.Mechanism == truth.Mechanism,
            !caused || claim.Blames(truth),
            !caused || claim.OnsetMeets(truth.Onset),
            rows,
            []
        );
        return score with { Faults = [.. score.FindFaults(claim, truth)] };
    }

    private IEnumerable<string> FindFaults(FindingClaim claim, IncidentManifest truth)
    {
        if (!Verdict)
            yield return $"The verdict is {claim.Verdict}, and should be {truth.Verdict}.";
        if (!Mechanism)
            yield return $"The mechanism is {claim.Mechanism ?? "missing"}, and should be {truth.Mechanism}.";
        if (!Culprit)
            yield return $"The culprit is {claim.CulpritText}, and should be {truth.Culprit}.";
        if (!Onset)
            yield return $"The onset is {claim.OnsetText}, and should meet {truth.Onset}.";
        if (RowMatch < EnoughRows)
            yield return $"The scope is {claim.ScopeText}: its rows match only {RowMatch:P0} of {string.Join(" and ", truth.Predicate)}.";
    }
}

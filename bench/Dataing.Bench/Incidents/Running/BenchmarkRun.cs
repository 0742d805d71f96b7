using Dataing.Bench.Incidents.Cases;
using Dataing.Bench.Incidents.Families;
using Dataing.Bench.Incidents.Mechanisms;
using Dataing.Bench.Incidents.Scoring;

namespace Dataing.Bench.Incidents.Running;

/// <summary>Makes each case, has it investigated, scores the answer, and forgets the data.</summary>
internal sealed class BenchmarkRun(
    InvestigationProcess analyst,
    CaseSources sources,
    string folder,
    bool keep,
    TextWriter log,
    string onsets
)
{
    public async Task<(IReadOnlyList<CaseScore> Scores, IReadOnlyList<CaseScore> Floor)> RunAsync(
        IEnumerable<(int Seed, Mechanism Mechanism)> cases,
        IReadOnlyList<SchemaFamily> families,
        int parallel,
        CancellationToken cancellationToken
    )
    {
        var scores = new SortedDictionary<int, (CaseScore Ours, CaseScore Naive)>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            cases.Select((c, i) => (c.Seed, c.Mechanism, Number: i)),
            options,
            async (item, token) =>
            {
                var pair = await ScoreAsync(CaseFactory.Make(item.Seed, item.Mechanism, families, onsets), token);
                lock (scores)
                {
                    scores[item.Number] = pair;
                    log.WriteLine(Line(pair.Ours));
                }
            }
        );
        return ([.. scores.Values.Select(s => s.Ours)], [.. scores.Values.Select(s => s.Naive)]);
    }

    private async Task<(CaseScore Ours, CaseScore Naive)> ScoreAsync(IncidentCase made, CancellationToken cancellationToken)
    {
        var files = CaseWriter.Write(made, folder);
        var source = await sources.OfAsync(files, cancellationToken);
        var answer = await analyst.InvestigateAsync(files, source, cancellationToken);
        bool? held = answer.Accuses ? await EvidenceCheck.HoldsAsync(answer, source, cancellationToken) : null;
        if (!keep)
            Directory.Delete(files.Folder, recursive: true);
        return (CaseScorer.Score(made, answer, held), CaseScorer.Score(made, NaiveAnalyst.Investigate(made), null));
    }

    private static string Line(CaseScore score)
    {
        string[] parts =
        [
            Mark(score.VerdictRight, "VERDICT"),
            Mark(score.When, "WHEN"),
            Mark(score.Where, "WHERE"),
            Mark(score.What, "WHAT"),
            Mark(score.Why, "WHY"),
            Mark(score.EvidenceHolds, "EVIDENCE"),
        ];
        return $"{Outcome(score)} {score.Id} {score.Seconds:0.0}s {string.Join(' ', parts)}\n        {score.Comparison}";
    }

    private static string Outcome(CaseScore score)
    {
        if (score.FullyCorrect)
            return "ok   ";
        return score.FalseAccusation ? "FALSE" : "miss ";
    }

    /// <summary>Capital letters for right, small ones for wrong, a dash for not asked.</summary>
    private static string Mark(bool? part, string name) =>
        part switch
        {
            true => name,
            false => name.ToLowerInvariant(),
            null => "-",
        };
}

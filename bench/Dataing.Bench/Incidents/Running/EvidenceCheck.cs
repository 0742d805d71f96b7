using Dataing.Bench.Incidents.Scoring;

namespace Dataing.Bench.Incidents.Running;

/// <summary>EVIDENCE: the quoted queries give the quoted figures.</summary>
internal static class EvidenceCheck
{
    /// <summary>The least that must hold: there are queries, and each quotes rows or says that it found none.</summary>
    public static bool Quotes(Answer answer) =>
        answer.Evidence.Count > 0 && answer.Evidence.All(e => e.Sql.Length > 0 && (e.RowCount == 0 || e.Rows.Count > 0));
}

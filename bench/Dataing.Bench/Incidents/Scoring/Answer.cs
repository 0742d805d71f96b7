using System.Text.Json;

namespace Dataing.Bench.Incidents.Scoring;

/// <summary>What an analyst answered, as far as the scorer reads it.</summary>
internal sealed record Answer
{
    public string Status { get; init; } = "failed";

    public string Verdict { get; init; } = "none";

    public string? Mechanism { get; init; }

    public AnswerCulprit? Culprit { get; init; }

    public double Confidence { get; init; }

    public DateTime? OnsetStart { get; init; }

    public DateTime? OnsetEnd { get; init; }

    public string? Grain { get; init; }

    public string? ScopeTable { get; init; }

    public IReadOnlyList<AnswerCondition> Predicate { get; init; } = [];

    public bool WholeTable { get; init; }

    public double? AffectedRows { get; init; }

    public double? Before { get; init; }

    public double? After { get; init; }

    public string? Unit { get; init; }

    public IReadOnlyList<AnswerEvidence> Evidence { get; init; } = [];

    public string? Statement { get; init; }

    public double Queries { get; init; }

    public double Seconds { get; init; }

    public double BytesScanned { get; init; }

    /// <summary>Why there is no finding: exit code, time-out, output that is not JSON.</summary>
    public string? Failure { get; init; }

    public bool Accuses => Verdict == "root_cause";
}

internal sealed record AnswerCulprit(string? Kind, string? Table, string? Column, string? Value);

internal sealed record AnswerCondition(string Column, string Op, JsonElement Value)
{
    public override string ToString() => $"{Column} {Op} {(Value.ValueKind == JsonValueKind.Undefined ? "" : Value.GetRawText())}";
}

/// <summary>A quoted query: its rows as the finding shows them.</summary>
internal sealed record AnswerEvidence(string Sql, long RowCount, IReadOnlyList<JsonElement> Rows);

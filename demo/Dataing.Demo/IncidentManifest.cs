using System.Text.Json;

namespace Dataing.Demo;

/// <summary>The truth about a demo incident. Tests compare findings with it; the analyst never reads it.</summary>
public sealed record IncidentManifest
{
    internal static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The incident's name.</summary>
    public required string Incident { get; init; }

    /// <summary>The seed of the world it happened in.</summary>
    public required int Seed { get; init; }

    /// <summary>The whole story in a few sentences.</summary>
    public required string Story { get; init; }

    /// <summary>root_cause, expected_variance or false_alarm.</summary>
    public required string Verdict { get; init; }

    /// <summary>The mechanism's id, or null where there is none.</summary>
    public string? Mechanism { get; init; }

    /// <summary>The category of the cause, or null where there is none.</summary>
    public string? Category { get; init; }

    /// <summary>Who did it, or null where nobody did.</summary>
    public DemoCulprit? Culprit { get; init; }

    /// <summary>Another object that may be blamed as well, such as the column whose form a job changed.</summary>
    public DemoCulprit? CulpritAlso { get; init; }

    /// <summary>Other names for the same culprit, such as the deploy that made it one.</summary>
    public IReadOnlyList<string> CulpritAliases { get; init; } = [];

    /// <summary>The table that shows the symptom.</summary>
    public required string Table { get; init; }

    /// <summary>The column whose time places a row before or inside the incident.</summary>
    public required string TimeColumn { get; init; }

    /// <summary>From the moment the cause began to the first row that shows it; null without an incident.</summary>
    public DemoInterval? Onset { get; init; }

    /// <summary>The time in which affected rows lie.</summary>
    public required DemoInterval Window { get; init; }

    /// <summary>The condition that names the affected segment; empty means the whole table.</summary>
    public required IReadOnlyList<DemoCondition> Predicate { get; init; }

    /// <summary>Rows that are wrong, missing or too many.</summary>
    public required int AffectedRows { get; init; }

    /// <summary>The metric before the onset and in the window.</summary>
    public required DemoMetric Metric { get; init; }

    /// <summary>What looks guilty and is not.</summary>
    public required IReadOnlyList<DemoRedHerring> RedHerrings { get; init; }

    /// <summary>Reads a manifest that the generator wrote.</summary>
    public static async Task<IncidentManifest> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<IncidentManifest>(stream, Json, cancellationToken)
            ?? throw new JsonException($"{path} holds no manifest.");
    }
}

/// <summary>The object to blame.</summary>
public sealed record DemoCulprit(string Kind, string Table, string? Column, string? Value);

/// <summary>A stretch of time.</summary>
public sealed record DemoInterval(DateTimeOffset Start, DateTimeOffset End);

/// <summary>One condition on a column.</summary>
public sealed record DemoCondition(string Column, string Op, string? Value);

/// <summary>A metric before and after.</summary>
public sealed record DemoMetric(string Name, double Before, double After, string Unit);

/// <summary>A visible change that is not the cause; table, column and value say where to see it when it is in the data.</summary>
public sealed record DemoRedHerring(
    DateTimeOffset At,
    string What,
    string WhyInnocent,
    string? Table = null,
    string? Column = null,
    string? Value = null
);

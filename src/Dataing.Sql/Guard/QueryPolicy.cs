using System.Text.Json;

namespace Dataing.Sql.Guard;

/// <summary>What a query may do. Everything is data, so that a policy can be kept in a file and reviewed.</summary>
public sealed record QueryPolicy
{
    public static QueryPolicy Default { get; } = new();

    /// <summary>Rows the outer query may yield; a limit is added or lowered to this. Default 1,000.</summary>
    public int RowCap { get; init; } = 1_000;

    /// <summary>Rows that generators and cross joins of constants may make, and the largest value size. Default 1,000,000.</summary>
    public long GeneratedRowsCap { get; init; } = 1_000_000;

    /// <summary>Schemas, datasets or databases that may not be read, without regard to letter case. Default none.</summary>
    public IReadOnlyList<string> DeniedSchemas { get; init; } = [];

    /// <summary>When not empty, the only schemas that may be read. Default empty: any.</summary>
    public IReadOnlyList<string> AllowedSchemas { get; init; } = [];

    /// <summary>System catalogues such as information_schema may be read. Default false: introspection has its own road.</summary>
    public bool AllowCatalogs { get; init; }

    /// <summary>Functions allowed beside the dialect's catalogue, as they are written (<c>similarity</c>, <c>analytics.fiscal_week</c>). Default none.</summary>
    public IReadOnlyList<string> AllowedFunctions { get; init; } = [];

    /// <summary>Functions refused although the catalogue has them. Default none.</summary>
    public IReadOnlyList<string> DeniedFunctions { get; init; } = [];

    /// <summary>CQL's ALLOW FILTERING, which reads whole tables. Default true: analysis cannot do without, and rows are capped.</summary>
    public bool AllowFiltering { get; init; } = true;

    /// <summary>An unknown column counts as personal data when masks are planned. Default true.</summary>
    public bool UnresolvedIsSensitive { get; init; } = true;

    public QueryLimits Limits { get; init; } = QueryLimits.Default;

    /// <summary>When tables must be sampled or filtered. Default: never.</summary>
    public SamplingRule Sampling { get; init; } = SamplingRule.None;

    /// <summary>What an engine's own estimate may come to. Default: no bound.</summary>
    public CostBounds Cost { get; init; } = CostBounds.None;

    /// <summary>Reads a policy file; a property that is not known is an error, so that a misspelt rule is not a missing one.</summary>
    /// <exception cref="JsonException">The text is not a policy.</exception>
    public static QueryPolicy FromJson(string json) =>
        JsonSerializer.Deserialize<QueryPolicy>(json, GuardJson.Options) ?? throw new JsonException("A policy is a JSON object.");
}

using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dataing.Sql.Guard;

/// <summary>The relations that a source has, as they were when it was last looked at.</summary>
public sealed record CatalogSnapshot
{
    private readonly Lazy<FrozenDictionary<string, CatalogTable[]>> _byName;

    public CatalogSnapshot() => _byName = new(Index);

    public CatalogSnapshot(IReadOnlyList<CatalogTable> tables)
        : this() => Tables = tables;

    public IReadOnlyList<CatalogTable> Tables { get; init; } = [];

    /// <summary>Every table of that name, in whichever schema, without regard to letter case.</summary>
    public IReadOnlyList<CatalogTable> Named(string name) => _byName.Value.GetValueOrDefault(name, []);

    /// <summary>Reads a schema file: <c>{"tables":[{"catalog"?,"schema"?,"name","columns"?:[{"name","type"}]}]}</c>.</summary>
    /// <exception cref="JsonException">The text is not a schema.</exception>
    public static CatalogSnapshot FromJson(string json) =>
        JsonSerializer.Deserialize<CatalogSnapshot>(json, GuardJson.Options) ?? throw new JsonException("A schema is a JSON object.");

    public bool Equals(CatalogSnapshot? other) => other is not null && Tables.SequenceEqual(other.Tables);

    public override int GetHashCode() => Tables.Count;

    private FrozenDictionary<string, CatalogTable[]> Index() =>
        Tables
            .GroupBy(t => t.Name, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.OrdinalIgnoreCase);
}

/// <summary>A table or view. Without <see cref="Columns"/> its columns are not known and not checked.</summary>
public sealed record CatalogTable
{
    public string? Catalog { get; init; }

    public string? Schema { get; init; }

    [JsonRequired]
    public string Name { get; init; } = "";

    public IReadOnlyList<CatalogColumn>? Columns { get; init; }

    /// <summary>About how many rows it has, where that is known; sampling rules need it.</summary>
    public long? Rows { get; init; }

    [JsonIgnore]
    public string FullName => string.Join('.', new[] { Catalog, Schema, Name }.Where(p => !string.IsNullOrEmpty(p)));
}

/// <summary>A column, with its type as the source spells it where that is known.</summary>
public sealed record CatalogColumn([property: JsonRequired] string Name, string? Type = null);

using System.Collections.Frozen;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources;

/// <summary>All connectors, and the way from a URL or path to the right one.</summary>
public sealed class ConnectorCatalog(IEnumerable<IDataSourceConnector> connectors)
{
    private readonly FrozenDictionary<string, IDataSourceConnector> _byKind = connectors.ToFrozenDictionary(c => c.Kind);

    /// <summary>The names of all kinds, in alphabetical order.</summary>
    public IReadOnlyList<string> Kinds => [.. _byKind.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The connector of that kind.</summary>
    public IDataSourceConnector Find(string kind) =>
        _byKind.GetValueOrDefault(kind)
        ?? throw new SourceException(
            SourceErrorKind.Configuration,
            $"There is no kind of source called \"{kind}\"; known are {string.Join(", ", Kinds)}."
        );

    /// <summary>Opens the source that a URL or a path names; throws <see cref="SourceException"/> with a sentence that says what to mend.</summary>
    public Task<IDataSource> OpenAsync(string location, SourceOptions options, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(location))
            throw new SourceException(SourceErrorKind.Configuration, "No source was given; give a URL or the path of a file or folder.");
        var connector =
            _byKind.Values.OrderBy(c => c.Kind, StringComparer.Ordinal).FirstOrDefault(c => c.Recognises(location))
            ?? throw Unknown(location);
        return connector.OpenAsync(location, options, cancellationToken);
    }

    /// <summary>Only the scheme is repeated: the rest of a URL may hold a password.</summary>
    private static SourceException Unknown(string location) =>
        new(
            SourceErrorKind.Configuration,
            $"The scheme \"{SourceLocation.Scheme(location) ?? "?"}\" is not known; give postgres://, sqlite:///, duckdb:///, or the path of a file or folder."
        );
}

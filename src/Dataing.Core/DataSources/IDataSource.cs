using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;

namespace Dataing.Core.DataSources;

/// <summary>A place where data lives, open for reading only.</summary>
/// <remarks>
/// A cell is null or one of: <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="ExactDecimal"/> (decimals, and integers
/// beyond 64 bits), <see cref="string"/> (also UUID, interval, JSON and nested values as JSON text), <see cref="DateOnly"/>,
/// <see cref="TimeOnly"/>, <see cref="DateTime"/> (kind Unspecified: no zone), <see cref="DateTimeOffset"/> (UTC), or a byte array.
/// </remarks>
public interface IDataSource : IAsyncDisposable
{
    /// <summary>Which kind of source this is, for people: "DuckDB file", "PostgreSQL 15.8".</summary>
    string Description { get; }

    /// <summary>The dialect that its queries are rendered in.</summary>
    SqlDialect Dialect { get; }

    /// <summary>Connects and looks around: version, what may be read, and any write privilege that it would be safer not to have.</summary>
    Task<SourceTestReport> TestAsync(CancellationToken cancellationToken);

    /// <summary>The tables, columns, keys and row estimates; tables that may not be read are left out and named in the warnings.</summary>
    Task<SchemaSnapshot> DiscoverAsync(CancellationToken cancellationToken);

    /// <summary>Starts a checked query; throws <see cref="SourceException"/> when the source refuses it or cannot be reached.</summary>
    Task<IQueryRun> ExecuteAsync(CheckedQuery query, QueryCaps caps, CancellationToken cancellationToken);
}

/// <summary>What a connection test saw.</summary>
public sealed record SourceTestReport(string Version, IReadOnlyList<string> Notes, IReadOnlyList<string> Warnings);

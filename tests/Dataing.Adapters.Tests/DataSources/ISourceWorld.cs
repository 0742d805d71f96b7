using Dataing.Core.DataSources;

namespace Dataing.Adapters.Tests.DataSources;

/// <summary>
/// A source with the same tables as every other: <c>things</c> (id, name, note, amount, big, seen, day, flag; three rows), <c>vacant</c>
/// (id, name; no rows), <c>numbers</c> (n from 1 to 5,000), <c>wide</c> (c1 to c600; one row, every value its column's number) and a table
/// with an awkward name and awkward columns.
/// </summary>
public interface ISourceWorld : IAsyncLifetime
{
    /// <summary>Quotes, a mixed case, a space, a reserved word and letters beyond ASCII.</summary>
    const string AwkwardTable = "Größe \"Ñ\" Tabelle";

    static IReadOnlyList<string> AwkwardColumns { get; } = ["select", "Mixed Case", "a\"b", "Ünïcode"];

    IDataSource Source { get; }

    /// <summary>A query that would run for minutes.</summary>
    string Endless { get; }

    /// <summary>How many tables make many: 5,000 where that is a matter of the catalogue alone.</summary>
    int ManyTables { get; }

    /// <summary>Statements that write, or reach beyond the source's own data.</summary>
    IReadOnlyList<string> Attacks { get; }

    /// <summary>Runs a text without the guard, so that the layers beneath are what is tested.</summary>
    Task<IQueryRun> RunAsync(string sql, QueryCaps caps, CancellationToken cancellationToken);

    /// <summary>A source of the same kind with that many tables.</summary>
    Task<IDataSource> OpenManyTablesAsync(int count);
}

using System.Data;
using System.Globalization;
using Dataing.Adapters.DataSources.Running;
using Dataing.Core.DataSources;
using Npgsql;
using NpgsqlTypes;

namespace Dataing.Adapters.DataSources.Postgres;

/// <summary>A query in a read-only transaction. Values travel as text and are read by their type, so that none is rounded on the way.</summary>
internal sealed class PostgresRows : IRowCursor
{
    private const int BatchRows = 1_024;

    /// <summary>The server's own clock is the second line: it stops the query should our cancel get lost.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _command;
    private readonly NpgsqlDataReader _reader;
    private readonly PostgresAddress _address;
    private readonly uint[] _types;
    private bool _ended;

    private PostgresRows(NpgsqlConnection connection, NpgsqlCommand command, NpgsqlDataReader reader, PostgresAddress address)
    {
        (_connection, _command, _reader, _address) = (connection, command, reader, address);
        _types = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetDataTypeOID)];
        Columns = [.. _types.Select((type, i) => new ResultColumn(reader.GetName(i), PostgresTypes.Logical(type)))];
    }

    public IReadOnlyList<ResultColumn> Columns { get; }

    public static async Task<IRowCursor> OpenAsync(
        NpgsqlDataSource pool,
        PostgresAddress address,
        string sql,
        TimeSpan time,
        QueryStop stop
    )
    {
        NpgsqlConnection? connection = null;
        NpgsqlCommand? command = null;
        try
        {
            connection = await pool.OpenConnectionAsync(stop.Token);
            await BeginAsync(connection, time, stop.Token);
            await OnlySelectAsync(connection, sql, stop.Token);
            command = Command(connection, sql);
            var reader = await command.ExecuteReaderAsync(stop.Token);
            var rows = new PostgresRows(connection, command, reader, address);
            (connection, command) = (null, null);
            return rows;
        }
        catch (Exception e) when (PostgresErrors.Concerns(e))
        {
            throw PostgresErrors.Translate(e, address);
        }
        finally
        {
            if (command is not null)
                await command.DisposeAsync();
            if (connection is not null)
                await CloseAsync(connection);
        }
    }

    public async Task<IReadOnlyList<object?[]>?> NextAsync(CancellationToken cancellationToken)
    {
        if (_ended)
            return null;
        try
        {
            var rows = new List<object?[]>();
            while (rows.Count < BatchRows && !_ended)
            {
                if (await _reader.ReadAsync(cancellationToken))
                    rows.Add(Row());
                else
                    _ended = true;
            }
            return rows.Count == 0 ? null : rows;
        }
        catch (Exception e) when (PostgresErrors.Concerns(e))
        {
            _ended = true;
            throw PostgresErrors.Translate(e, _address);
        }
    }

    /// <summary>
    /// Not known: the server's counters hold what earlier transactions of the connection read until they are flushed, and leave out what
    /// parallel workers read. A figure that may be wrong either way is none.
    /// </summary>
    public Task<Scanned> ScannedAsync(CancellationToken cancellationToken) => Task.FromResult(default(Scanned));

    public async ValueTask DisposeAsync()
    {
        try
        {
            // Closing a reader early would read all remaining rows: stop the server first.
            if (!_ended)
                await Task.Run(_command.Cancel);
            await _reader.DisposeAsync();
            await _command.DisposeAsync();
        }
        catch (Exception e) when (PostgresErrors.Concerns(e))
        {
            // The answer to our own cancel, or a connection that is gone already: either way there is nothing left to close.
            _ended = true;
        }
        await CloseAsync(_connection);
    }

    private static async Task BeginAsync(NpgsqlConnection connection, TimeSpan time, CancellationToken cancellationToken)
    {
        var milliseconds = ((long)(time + Grace).TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        await using var batch = new NpgsqlBatch(connection);
        foreach (
            var statement in (string[])
                [
                    "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
                    $"SET LOCAL statement_timeout = {milliseconds}",
                    $"SET LOCAL idle_in_transaction_session_timeout = {milliseconds}",
                    "SET LOCAL lock_timeout = 2000",
                    "SET LOCAL TimeZone = 'UTC'",
                    "SET LOCAL DateStyle = 'ISO'",
                    "SET LOCAL IntervalStyle = 'iso_8601'",
                    "SET LOCAL extra_float_digits = 1",
                    "SET LOCAL bytea_output = 'hex'",
                ]
        )
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Lets the server itself judge what the text is, without running it: a cursor can be declared for one SELECT or VALUES that changes no
    /// data, and for nothing else. (Running the cursor would forbid parallel plans.)
    /// </summary>
    private static async Task OnlySelectAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, $"DECLARE dataing_gate NO SCROLL CURSOR FOR {sql}");
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SchemaOnly, cancellationToken);
    }

    /// <summary>
    /// A positional parameter, though unused, makes the driver hand the text over as it is: without one it would split it at semicolons and
    /// run each part. The server then refuses more than one statement.
    /// </summary>
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql) =>
        new(sql, connection)
        {
            AllResultTypesAreUnknown = true,
            Parameters =
            {
                new NpgsqlParameter { Value = true, NpgsqlDbType = NpgsqlDbType.Boolean },
            },
        };

    private object?[] Row()
    {
        var row = new object?[_types.Length];
        for (var i = 0; i < row.Length; i++)
            row[i] = _reader.IsDBNull(i) ? null : PostgresCells.Read(_types[i], _reader.GetString(i));
        return row;
    }

    private static async Task CloseAsync(NpgsqlConnection connection)
    {
        try
        {
            if (connection.FullState.HasFlag(ConnectionState.Open))
            {
                await using var rollback = new NpgsqlCommand("ROLLBACK", connection);
                await rollback.ExecuteNonQueryAsync(CancellationToken.None);
            }
        }
        catch (Exception e) when (PostgresErrors.Concerns(e))
        {
            // The connection broke; the server rolls back by itself, and the pool drops it.
            NpgsqlConnection.ClearPool(connection);
        }
        await connection.DisposeAsync();
    }
}

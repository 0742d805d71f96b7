using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Dataing.Bench.Sql.Engines;

/// <summary>The few words of the MySQL protocol that are needed to have a text prepared as one statement and its rows sent as text.</summary>
internal sealed class MySqlWire : IAsyncDisposable
{
    private const byte Ok = 0x00;
    private const byte EndOfList = 0xfe;
    private const byte Error = 0xff;
    private const byte QueryCommand = 0x03;
    private const byte PrepareCommand = 0x16;
    private const byte CloseCommand = 0x19;

    private readonly NetworkStream _stream;
    private byte _sequence;

    private MySqlWire(Socket socket) => _stream = new NetworkStream(socket, ownsSocket: true);

    /// <summary>Connects over a local socket as a user without a password; several statements in one text are not agreed on.</summary>
    public static async Task<MySqlWire> ConnectAsync(string path, string user, string database, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
        var wire = new MySqlWire(socket);
        await wire.ReadAsync(cancellationToken);
        const uint longPassword = 0x1,
            withDatabase = 0x8,
            protocol41 = 0x200,
            secure = 0x8000,
            pluginAuth = 0x80000;
        var hello = new List<byte>(new byte[32]);
        BinaryPrimitives.WriteUInt32LittleEndian(
            CollectionsMarshal.AsSpan(hello),
            longPassword | withDatabase | protocol41 | secure | pluginAuth
        );
        BinaryPrimitives.WriteUInt32LittleEndian(CollectionsMarshal.AsSpan(hello)[4..], 1 << 24);
        hello[8] = 45;
        hello.AddRange([.. Encoding.UTF8.GetBytes(user), 0, 0, .. Encoding.UTF8.GetBytes(database), 0, .. "mysql_native_password"u8, 0]);
        await wire.SendAsync([.. hello], cancellationToken);
        var answer = await wire.ReadAsync(cancellationToken);
        if (answer[0] == EndOfList)
        {
            await wire.SendAsync([], cancellationToken);
            answer = await wire.ReadAsync(cancellationToken);
        }
        return answer[0] == Ok ? wire : throw new InvalidOperationException(MessageOf(answer));
    }

    /// <summary>How many columns the prepared statement yields, or the server's message when it is not exactly one statement.</summary>
    public async Task<(int Columns, string? Error)> PrepareAsync(string sql, CancellationToken cancellationToken)
    {
        await CommandAsync(PrepareCommand, Encoding.UTF8.GetBytes(sql), cancellationToken);
        var answer = await ReadAsync(cancellationToken);
        if (answer[0] == Error)
            return (0, MessageOf(answer));
        var (columns, parameters) = (
            BinaryPrimitives.ReadUInt16LittleEndian(answer.AsSpan(5)),
            BinaryPrimitives.ReadUInt16LittleEndian(answer.AsSpan(7))
        );
        foreach (var list in (int[])[parameters, columns])
        {
            for (var packets = list == 0 ? 0 : list + 1; packets > 0; packets--)
                await ReadAsync(cancellationToken);
        }
        await CommandAsync(CloseCommand, answer[1..5], cancellationToken);
        return (columns, null);
    }

    /// <summary>Runs a text; every value as text, null as null.</summary>
    public async Task<(List<string> Columns, List<string?[]> Rows, string? Error)> QueryAsync(
        string sql,
        CancellationToken cancellationToken
    )
    {
        await CommandAsync(QueryCommand, Encoding.UTF8.GetBytes(sql), cancellationToken);
        var answer = await ReadAsync(cancellationToken);
        if (answer[0] == Error)
            return ([], [], MessageOf(answer));
        if (answer[0] == Ok)
            return ([], [], null);
        var columns = new List<string>();
        for (var left = answer[0]; left > 0; left--)
            columns.Add(NameOf(await ReadAsync(cancellationToken)));
        await ReadAsync(cancellationToken);
        var rows = new List<string?[]>();
        while (true)
        {
            answer = await ReadAsync(cancellationToken);
            if (answer[0] == Error)
                return (columns, rows, MessageOf(answer));
            if (answer[0] == EndOfList && answer.Length < 9)
                return (columns, rows, null);
            rows.Add(RowOf(answer, columns.Count));
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private static string?[] RowOf(byte[] packet, int count)
    {
        var row = new string?[count];
        for (var (column, at) = (0, 0); column < count; column++)
            row[column] = TextAt(packet, ref at);
        return row;
    }

    private static string NameOf(byte[] packet)
    {
        var at = 0;
        for (var skipped = 0; skipped < 4; skipped++)
            TextAt(packet, ref at);
        return TextAt(packet, ref at) ?? "";
    }

    private static string? TextAt(byte[] packet, ref int at)
    {
        if (packet[at] == 0xfb)
        {
            at++;
            return null;
        }
        var length = (int)packet[at++];
        if (length == 0xfc)
        {
            length = BinaryPrimitives.ReadUInt16LittleEndian(packet.AsSpan(at));
            at += 2;
        }
        else if (length == 0xfd)
        {
            length = packet[at] | (packet[at + 1] << 8) | (packet[at + 2] << 16);
            at += 3;
        }
        at += length;
        return Encoding.UTF8.GetString(packet, at - length, length);
    }

    private static string MessageOf(byte[] packet) =>
        $"{BinaryPrimitives.ReadUInt16LittleEndian(packet.AsSpan(1))} {Encoding.UTF8.GetString(packet, 3, packet.Length - 3)}";

    private Task CommandAsync(byte command, byte[] body, CancellationToken cancellationToken)
    {
        _sequence = 0;
        return SendAsync([command, .. body], cancellationToken);
    }

    private async Task SendAsync(byte[] body, CancellationToken cancellationToken)
    {
        byte[] packet = [(byte)body.Length, (byte)(body.Length >> 8), (byte)(body.Length >> 16), _sequence++, .. body];
        await _stream.WriteAsync(packet, cancellationToken);
    }

    private async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        var head = new byte[4];
        await _stream.ReadExactlyAsync(head, cancellationToken);
        _sequence = (byte)(head[3] + 1);
        var body = new byte[head[0] | (head[1] << 8) | (head[2] << 16)];
        await _stream.ReadExactlyAsync(body, cancellationToken);
        return body;
    }
}

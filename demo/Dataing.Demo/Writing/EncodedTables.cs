using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Dataing.Demo.World;

namespace Dataing.Demo.Writing;

/// <summary>A file's bytes with the hash that proves them.</summary>
internal sealed record EncodedFile(string Name, ReadOnlyMemory<byte> Bytes, string Hash)
{
    public static EncodedFile Of(string name, ReadOnlyMemory<byte> bytes) =>
        new(name, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)));
}

/// <summary>Turns tables into files. A table that several stories share is encoded once, for all of them.</summary>
internal sealed class EncodedTables(DemoTables shared)
{
    private readonly ConcurrentDictionary<string, Lazy<EncodedFile>> _shared = [];

    /// <summary>The files of a story's tables, largest first.</summary>
    public IEnumerable<EncodedFile> Files(DemoTables tables, CancellationToken cancellationToken)
    {
        yield return Csv("events.csv", tables.Events, shared.Events, TableFormats.Write, cancellationToken);
        yield return Csv("orders.csv", tables.Orders, shared.Orders, TableFormats.Write, cancellationToken);
        yield return Csv("order_items.csv", tables.OrderItems, shared.OrderItems, TableFormats.Write, cancellationToken);
        yield return Csv("users.csv", tables.Users, shared.Users, TableFormats.Write, cancellationToken);
        yield return Csv("products.csv", tables.Products, shared.Products, TableFormats.Write, cancellationToken);
        yield return Csv("user_deletions.csv", tables.UserDeletions, shared.UserDeletions, TableFormats.Write, cancellationToken);
        yield return Shared("categories.json", () => Categories(tables.Categories));
    }

    private EncodedFile Csv<TRow>(
        string name,
        TRow[] rows,
        TRow[] sharedRows,
        Action<CsvWriter, TRow[]> write,
        CancellationToken cancellationToken
    ) =>
        // What is shared outlives the caller, so it is not cancelled with the caller.
        ReferenceEquals(rows, sharedRows)
            ? Shared(name, () => Encode(name, rows, write, CancellationToken.None))
            : Encode(name, rows, write, cancellationToken);

    private EncodedFile Shared(string name, Func<EncodedFile> encode) => _shared.GetOrAdd(name, _ => new Lazy<EncodedFile>(encode)).Value;

    private static EncodedFile Encode<TRow>(string name, TRow[] rows, Action<CsvWriter, TRow[]> write, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(rows.Length * 128);
        using var csv = new CsvWriter(stream, cancellationToken);
        write(csv, rows);
        csv.Flush();
        return EncodedFile.Of(name, stream.GetBuffer().AsMemory(0, (int)stream.Length));
    }

    private static EncodedFile Categories(CategoryRow[] rows) =>
        EncodedFile.Of(
            "categories.json",
            JsonSerializer.SerializeToUtf8Bytes(
                rows.Select(row => new
                {
                    category_id = row.Id,
                    name = row.Name,
                    department = row.Department,
                })
            )
        );
}

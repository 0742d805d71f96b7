using System.Text;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.DataSources.Running;

/// <summary>Counts rows and bytes against the caps and cuts cells that are too long.</summary>
internal sealed class Taken(QueryCaps caps)
{
    private const int PlainCellBytes = 8;

    public long Rows { get; private set; }

    public long Bytes { get; private set; }

    public Truncation Truncation { get; private set; }

    /// <summary>Whether a cap was passed, so that nothing more is to be read.</summary>
    public bool IsFull => Truncation is Truncation.Rows or Truncation.Bytes;

    /// <summary>How many of these rows fit; the first that does not proves that there was more.</summary>
    public int Keep(IReadOnlyList<object?[]> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (Rows == caps.Rows)
                return Stop(Truncation.Rows, i);
            var bytes = Measure(rows[i]);
            if (Bytes + bytes > caps.Bytes)
                return Stop(Truncation.Bytes, i);
            Bytes += bytes;
            Rows++;
        }
        return rows.Count;
    }

    private int Stop(Truncation truncation, int kept)
    {
        Truncation = truncation;
        return kept;
    }

    private long Measure(object?[] row)
    {
        long bytes = 0;
        for (var i = 0; i < row.Length; i++)
        {
            switch (row[i])
            {
                case null:
                    break;
                case string text:
                    row[i] = Cut(text, out var textBytes);
                    bytes += textBytes;
                    break;
                case byte[] blob when blob.Length > caps.CellBytes:
                    row[i] = blob[..caps.CellBytes];
                    Truncation = Truncation.Cell;
                    bytes += caps.CellBytes;
                    break;
                case byte[] blob:
                    bytes += blob.Length;
                    break;
                case ExactDecimal number:
                    bytes += number.Unscaled.GetByteCount();
                    break;
                default:
                    bytes += PlainCellBytes;
                    break;
            }
        }
        return bytes;
    }

    private string Cut(string text, out int bytes)
    {
        bytes = text.Length * 3 <= caps.CellBytes ? text.Length : Encoding.UTF8.GetByteCount(text);
        if (bytes <= caps.CellBytes)
            return text;
        Truncation = Truncation.Cell;
        var buffer = new byte[caps.CellBytes];
        Encoding.UTF8.GetEncoder().Convert(text, buffer, flush: false, out var characters, out bytes, out _);
        return text[..characters];
    }
}

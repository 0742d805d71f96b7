using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Dataing.Demo.World;

namespace Dataing.Demo.Writing;

/// <summary>Writes CSV as UTF-8 straight into a pooled buffer that is flushed as it fills.</summary>
internal sealed class CsvWriter(Stream stream, CancellationToken cancellationToken) : IDisposable
{
    private const int Size = 1 << 16;

    // No field of the demo is longer; the buffer is flushed before a field might not fit.
    private const int Room = 256;

    private static readonly int DaysToEpoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Size);
    private int _length;
    private bool _midRow;

    public CsvWriter Header(string columns)
    {
        _length += Encoding.UTF8.GetBytes(columns, _buffer.AsSpan(_length));
        EndRow();
        return this;
    }

    public CsvWriter Text(string? value)
    {
        Separate();
        if (value is null)
            return this;
        if (value.AsSpan().ContainsAny(",\"\r\n"))
            throw new ArgumentException($"'{value}' would need quoting, which the demo's values never do.", nameof(value));

        _length += Encoding.UTF8.GetBytes(value, _buffer.AsSpan(_length));
        return this;
    }

    public CsvWriter Number(int? value)
    {
        Separate();
        if (value is { } number)
            Append(number);
        return this;
    }

    /// <summary>A hexadecimal number of seven digits.</summary>
    public CsvWriter Hex(int value)
    {
        Separate();
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out var written, new StandardFormat('x', 7));
        _length += written;
        return this;
    }

    /// <summary>Cents as a number with two decimals, with the currency before it where one is given.</summary>
    public CsvWriter Money(int? cents, string? currency = null)
    {
        Separate();
        if (cents is not { } amount)
            return this;
        if (currency is not null)
            _length += Encoding.UTF8.GetBytes($"{currency} ", _buffer.AsSpan(_length));

        Append(amount / 100);
        _buffer[_length++] = (byte)'.';
        Append(amount % 100, digits: 2);
        return this;
    }

    /// <summary>A second since 1970 as 2026-02-16 05:30:00, in UTC.</summary>
    public CsvWriter Time(int second)
    {
        Separate();
        var date = DateOnly.FromDayNumber(DaysToEpoch + second / DemoCalendar.Day);
        Append(date.Year, 4);
        Append('-', date.Month);
        Append('-', date.Day);
        Append(' ', second / DemoCalendar.Hour % 24);
        Append(':', second / 60 % 60);
        Append(':', second % 60);
        return this;
    }

    public void EndRow()
    {
        _buffer[_length++] = (byte)'\n';
        _midRow = false;
        if (_length > Size / 2)
            Flush();
    }

    public void Flush()
    {
        cancellationToken.ThrowIfCancellationRequested();
        stream.Write(_buffer, 0, _length);
        _length = 0;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Separate()
    {
        if (_length > Size - Room)
            Flush();
        if (_midRow)
            _buffer[_length++] = (byte)',';
        _midRow = true;
    }

    private void Append(char separator, int twoDigits)
    {
        _buffer[_length++] = (byte)separator;
        Append(twoDigits, 2);
    }

    private void Append(int value, byte digits = 0)
    {
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out var written, digits == 0 ? default : new StandardFormat('D', digits));
        _length += written;
    }
}

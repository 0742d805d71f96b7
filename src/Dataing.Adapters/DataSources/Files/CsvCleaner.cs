using System.Text;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>
/// Rewrites a delimited file that the engine stumbles over: whole rows in one plain form, broken ones counted. A quote that is never closed
/// costs its own line only, and bytes that are no text become U+FFFD.
/// </summary>
internal sealed class CsvCleaner(CsvHead head)
{
    private const int LookAheadLines = 200;
    private const char Unreadable = '\uFFFD';

    /// <summary>How the rewritten files are written.</summary>
    public CsvHead Plain { get; } =
        head with
        {
            Encoding = TextEncoding.Utf8,
            Delimiter = ',',
            BackslashEscapes = false,
            HasHeader = true,
            SkippedLines = 0,
            IsPlain = true,
        };

    public CsvDamage Clean(SourceFile file, string target)
    {
        using var raw = File.Open(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using Stream stream = file.IsGzip ? GzipFile.Open(raw) : raw;
        using var lines = new LineQueue(new StreamReader(stream, head.Encoding.Of(), detectEncodingFromByteOrderMarks: true));
        using var output = new StreamWriter(target, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
        {
            NewLine = "\n",
        };
        var damage = new CsvDamage();
        output.WriteLine(string.Join(',', head.Columns.Select(c => Written(new CsvField(c, IsQuoted: true)))));
        for (var i = 0; i < head.SkippedLines && lines.Peek(0) is not null; i++)
            lines.Skip(1);
        var isHeader = head.HasHeader;
        while (lines.Peek(0) is { } line)
        {
            var (fields, taken) = Row(lines);
            if (isHeader || line.Length == 0)
                isHeader = isHeader && line.Length == 0;
            else if (fields is null)
                damage.Reject(lines.Number, "a quote that is out of place or never closed");
            else if (fields.Count != head.Columns.Count)
                damage.Reject(lines.Number, $"{fields.Count} fields instead of {head.Columns.Count}");
            else
                Write(output, fields, damage);
            lines.Skip(taken);
        }
        return damage;
    }

    private static void Write(StreamWriter output, IReadOnlyList<CsvField> fields, CsvDamage damage)
    {
        if (fields.Any(f => f.Text.Contains(Unreadable, StringComparison.Ordinal)))
            damage.Garbled++;
        output.WriteLine(string.Join(',', fields.Select(Written)));
    }

    /// <summary>What was quoted stays quoted: "" is an empty text and nothing is no value.</summary>
    private static string Written(CsvField field) =>
        field.IsQuoted || field.Text.AsSpan().IndexOfAny(',', '"', '\n') >= 0
            ? $"\"{field.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : field.Text;

    /// <summary>The row that begins with the first line, and how many lines it has; no row, and one line, when its quotes do not add up.</summary>
    private (List<CsvField>? Fields, int Lines) Row(LineQueue lines)
    {
        var (fields, text, taken) = (new List<CsvField>(), new StringBuilder(), 0);
        var (quoted, wasQuoted) = (false, false);
        while (taken < LookAheadLines && lines.Peek(taken) is { } line)
        {
            taken++;
            for (var i = 0; i < line.Length; i++)
            {
                var c = line[i];
                if (quoted && (head.BackslashEscapes && c == '\\' || c == '"' && i + 1 < line.Length && line[i + 1] == '"'))
                    text.Append(i + 1 < line.Length ? line[++i] : c);
                else if (c == '"' && (quoted || text.Length == 0 && !wasQuoted))
                    (quoted, wasQuoted) = (!quoted, true);
                else if (!quoted && c == head.Delimiter)
                    End(fields, text, ref wasQuoted);
                else if (!quoted && wasQuoted)
                    return (null, 1);
                else
                    text.Append(c);
            }
            if (!quoted)
            {
                End(fields, text, ref wasQuoted);
                return (fields, taken);
            }
            text.Append('\n');
        }
        return (null, 1);
    }

    private static void End(List<CsvField> fields, StringBuilder text, ref bool wasQuoted)
    {
        fields.Add(new CsvField(text.ToString(), wasQuoted));
        text.Clear();
        wasQuoted = false;
    }

    private readonly record struct CsvField(string Text, bool IsQuoted);

    /// <summary>Lines, whatever ends them, with a look at those to come.</summary>
    private sealed class LineQueue(StreamReader reader) : IDisposable
    {
        private readonly List<string> _ahead = [];
        private int _first;

        /// <summary>The number of the first line, from one.</summary>
        public long Number { get; private set; } = 1;

        public string? Peek(int offset)
        {
            while (_ahead.Count - _first <= offset)
            {
                if (reader.ReadLine() is not { } line)
                    return null;
                _ahead.Add(line);
            }
            return _ahead[_first + offset];
        }

        public void Skip(int count)
        {
            Number += count;
            _first += count;
            if (_first < LookAheadLines)
                return;
            _ahead.RemoveRange(0, _first);
            _first = 0;
        }

        public void Dispose() => reader.Dispose();
    }
}

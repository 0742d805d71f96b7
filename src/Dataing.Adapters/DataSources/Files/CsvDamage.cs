using System.Globalization;

namespace Dataing.Adapters.DataSources.Files;

/// <summary>What was wrong with a delimited file; never what it said.</summary>
internal sealed class CsvDamage
{
    private long _rejected;
    private long _firstLine;
    private string _firstReason = "";

    /// <summary>Rows with bytes that are no text in the file's encoding.</summary>
    public long Garbled { get; set; }

    public void Reject(long line, string reason)
    {
        if (_rejected++ == 0)
            (_firstLine, _firstReason) = (line, reason);
    }

    public IEnumerable<string> Warnings(SourceFile file)
    {
        if (_rejected > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Relative}: {_rejected} broken row(s) were left out, the first in line {_firstLine} ({_firstReason}); their data is not part of any answer."
            );
        if (Garbled > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Relative}: {Garbled} row(s) hold bytes that are no text in the file's encoding; they are shown as \uFFFD."
            );
    }
}

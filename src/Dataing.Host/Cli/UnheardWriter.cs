using System.Text;

namespace Dataing.Host.Cli;

/// <summary>Standard error whose other end may be full or gone: what nobody can hear is not said, and ends no investigation.</summary>
internal sealed class UnheardWriter(TextWriter inner) : TextWriter(inner.FormatProvider)
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Say(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Say(() => inner.Write(buffer, index, count));

    public override void Write(string? value) => Say(() => inner.Write(value));

    public override void WriteLine(string? value) => Say(() => inner.WriteLine(value));

    public override void Flush() => Say(inner.Flush);

    private static void Say(Action say)
    {
        try
        {
            say();
        }
        catch (IOException)
        {
            // There is no other place to say so; the finding and the exit code go their own way.
            return;
        }
    }
}

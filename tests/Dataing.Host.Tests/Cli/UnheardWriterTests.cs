using System.Text;
using Dataing.Host.Cli;

namespace Dataing.Host.Tests.Cli;

public sealed class UnheardWriterTests
{
    [Fact]
    public async Task What_cannot_be_said_is_no_failure()
    {
        await using var writer = new UnheardWriter(new FullDisk());
        writer.Write('a');
        writer.Write("b");
        await writer.WriteLineAsync("c");
        await writer.FlushAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void What_can_be_said_is_said_as_it_was()
    {
        var said = new StringWriter { NewLine = "\n" };
        using var writer = new UnheardWriter(said);
        writer.Write('a');
        writer.Write("b".ToCharArray());
        writer.Write("{0}", "c");
        writer.WriteLine("d");
        said.ToString().ShouldBe("abcd\n");
    }

    private sealed class FullDisk : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new IOException("No space left on device");

        public override void Flush() => throw new IOException("No space left on device");
    }
}

using System.Runtime.CompilerServices;
using System.Text;
using Dataing.Core.Models;

namespace Dataing.Adapters.Models.Chat;

/// <summary>The lines of a body that may be endless: no more of it is held than an answer can need.</summary>
internal static class BoundedLines
{
    private const int MaxBodyCharacters = 16 << 20;
    private const int MaxLineCharacters = 2 << 20;

    public static async IAsyncEnumerable<string> ReadAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(body, Encoding.UTF8);
        var buffer = new char[8 << 10];
        var line = new StringBuilder();
        var total = 0;
        while (await reader.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            total += read;
            for (var i = 0; i < read; i++)
            {
                if (buffer[i] == '\n')
                {
                    yield return line.ToString().TrimEnd('\r');
                    line.Clear();
                }
                else
                {
                    line.Append(buffer[i]);
                }
            }
            if (total > MaxBodyCharacters || line.Length > MaxLineCharacters)
                throw new ModelException(ModelErrorKind.TooLong, "The model's server sent more than any answer needs.");
        }
        if (line.Length > 0)
            yield return line.ToString();
    }
}

using System.Text;
using Dataing.Core.Intake;

namespace Dataing.Host.Cli;

/// <summary>Text handed to a command: a file, standard input, or the argument itself.</summary>
internal static class InputText
{
    /// <summary>Reads an alert: "-" is standard input, an existing file is read, anything else is the alert itself.</summary>
    public static async Task<string> AlertAsync(string argument, TextReader input, CancellationToken cancellationToken)
    {
        if (argument == "-")
            return await ReadAsync(input, "alert", PlainText.MaximumBytes, cancellationToken);
        if (File.Exists(argument))
            return await FileAsync(argument, "alert", PlainText.MaximumBytes, cancellationToken);
        if (Directory.Exists(argument))
            throw new UnreadableInputException($"{argument} is a folder; give the file with the alert.");
        if (LooksLikePath(argument))
            throw new UnreadableInputException(
                $"There is no file {argument}; give --alert a file, - for standard input, or a sentence in quotes."
            );
        return argument;
    }

    /// <summary>Reads a file whole, up to a bound.</summary>
    public static async Task<string> FileAsync(string path, string what, int maximumBytes, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
            throw new UnreadableInputException($"{path} is a folder; give the file with the {what}.");
        try
        {
            using var reader = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
            return await ReadAsync(reader, what, maximumBytes, cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnreadableInputException($"There is no file {path}; give the path of the {what}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UnreadableInputException(
                $"The {what} in {path} cannot be read ({e.Message}); check the path and its permissions.",
                e
            );
        }
    }

    private static async Task<string> ReadAsync(TextReader reader, string what, int maximumBytes, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[16 << 10];
        while (await reader.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            text.Append(buffer, 0, read);
            // Read no further than it takes to know that it is too much.
            if (text.Length > maximumBytes)
                break;
        }
        var whole = text.ToString();
        PlainText.RequireBounded(whole, what, maximumBytes);
        return whole;
    }

    private static bool LooksLikePath(string argument) =>
        !argument.Any(char.IsWhiteSpace)
        && !argument.StartsWith('{')
        && (
            argument.Contains('/', StringComparison.Ordinal)
            || argument.Contains('\\', StringComparison.Ordinal)
            || Path.GetExtension(argument) is ".json" or ".txt" or ".jsonl" or ".yaml" or ".yml"
        )
        && !argument.Contains('(', StringComparison.Ordinal);
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dataing.Host.Sql;

/// <summary>Answers JSON lines, one for one, each as soon as it is read.</summary>
internal static class SqlLines
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether standard input holds JSON lines: no query begins with a brace.</summary>
    public static bool LooksLikeJson(string line) => line.AsSpan().TrimStart("\uFEFF \t").StartsWith("{");

    public static async Task<int> AnswerAsync(
        string? first,
        TextReader input,
        TextWriter output,
        Func<string, SqlQuestion> read,
        Action<SqlQuestion, Utf8JsonWriter> answer,
        CancellationToken cancellationToken
    )
    {
        var exitCode = SqlExitCodes.Allowed;
        for (var line = first; line is not null; line = await input.ReadLineAsync(cancellationToken))
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                var question = read(line.TrimStart('\uFEFF'));
                await WriteAsync(
                    output,
                    json =>
                    {
                        if (question.Id is { } id)
                        {
                            json.WritePropertyName("id");
                            id.WriteTo(json);
                        }
                        answer(question, json);
                    }
                );
            }
            catch (UnusableSqlInputException e)
            {
                exitCode = SqlExitCodes.BadInput;
                await WriteAsync(output, json => WriteBadInput(json, e.Message));
            }
        }
        return exitCode;
    }

    public static async Task WriteAsync(TextWriter output, Action<Utf8JsonWriter> write, bool indented = false)
    {
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer, Compact with { Indented = indented, MaxDepth = 0 }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        await output.WriteLineAsync(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        await output.FlushAsync();
    }

    private static void WriteBadInput(Utf8JsonWriter json, string message)
    {
        json.WriteBoolean("allowed", false);
        json.WriteBoolean("ok", false);
        json.WriteString("code", "bad_input");
        json.WriteString("message", message);
        json.WriteString("error", message);
    }
}

using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dataing.Core.Intake;

namespace Dataing.Host.Reporting.Html;

/// <summary>
/// Writes HTML in which every text is escaped: names and values of a warehouse are anyone's. The page's own style and script are allowed by
/// their hash alone, so that even an escape that failed could not run anything.
/// </summary>
internal sealed partial class HtmlPage
{
    private static readonly string Style = Resource("report.css");
    private static readonly string Script = Resource("report.js");

    private readonly StringBuilder _body = new();
    private int _codes;

    public void Open(string tag, string? @class = null, string? id = null) =>
        _body
            .Append(CultureInfo.InvariantCulture, $"<{tag}")
            .Append(@class is null ? "" : $" class=\"{Escaped(@class)}\"")
            .Append(id is null ? "" : $" id=\"{Escaped(id)}\"")
            .Append('>');

    public void Close(string tag) => _body.Append(CultureInfo.InvariantCulture, $"</{tag}>\n");

    public void Element(string tag, string text, string? @class = null)
    {
        Open(tag, @class);
        _body.Append(tag == "td" ? Escaped(text) : Unbroken().Replace(Escaped(text), "<span class=\"whole\">$0</span>"));
        Close(tag);
    }

    public void Link(string anchor, string text) =>
        _body.Append(CultureInfo.InvariantCulture, $"<a href=\"{Escaped(anchor)}\">{Escaped(text)}</a>");

    /// <summary>A query or command with a button that copies it.</summary>
    public void Code(string code)
    {
        var id = $"code-{++_codes}";
        var lines = code.Split('\n').Select(line => Escaped("|" + line)[1..].TrimEnd());
        _body.Append(
            CultureInfo.InvariantCulture,
            $"<div class=\"code\"><button type=\"button\" data-copy=\"{id}\">Copy</button><pre tabindex=\"0\"><code id=\"{id}\">{string.Join('\n', lines)}</code></pre></div>\n"
        );
    }

    /// <summary>A table in a frame of its own that scrolls, also by keyboard.</summary>
    public void OpenTable(string label, IEnumerable<string> heads)
    {
        _body.Append(
            CultureInfo.InvariantCulture,
            $"<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{Escaped(label)}\"><table><thead><tr>"
        );
        foreach (var head in heads)
            _body.Append(
                CultureInfo.InvariantCulture,
                $"<th scope=\"col\"{(head is "Before" or "After" ? " class=\"number\"" : "")}>{Escaped(head)}</th>"
            );
        _body.Append("</tr></thead><tbody>\n");
    }

    public void CloseTable() => _body.Append("</tbody></table></div>\n");

    /// <summary>SVG made of our own numbers and escaped labels.</summary>
    public void Drawing(string svg) => _body.Append(svg);

    public string ToString(string title) =>
        $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{Hash(Style)}'; script-src '{Hash(
                Script
            )}'; base-uri 'none'; form-action 'none'">
            <title>{Escaped(title)}</title>
            <style>{Style}</style>
            </head>
            <body>
            {_body}<script>{Script}</script>
            </body>
            </html>

            """;

    public static string Escaped(string text) => WebUtility.HtmlEncode(PlainText.Clean(text, 20_000));

    /// <summary>Dates, shares and names of evidence, which a line should not end within.</summary>
    [GeneratedRegex(
        @"\b\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?)?|\b[\d.]+ %|\(q-[0-9a-f]{10}\)",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Unbroken();

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Resource(string name)
    {
        using var stream =
            typeof(HtmlPage).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

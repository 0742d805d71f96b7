using Dataing.Core.Findings;
using Dataing.Host.Reporting.Html;
using Dataing.Host.Reporting.Text;

namespace Dataing.Host.Reporting;

/// <summary>Writes a finding in the form that was asked for.</summary>
internal static class Reports
{
    private const int NarrowestPage = 60;
    private const int WidestPage = 110;

    public static Task WriteAsync(Finding finding, string format, TextWriter output) =>
        format switch
        {
            "json" => output.WriteLineAsync(FindingJson.Write(finding)),
            "markdown" => output.WriteAsync(MarkdownReport.Of(finding)),
            "html" => output.WriteAsync(HtmlReport.Of(finding)),
            _ => output.WriteAsync(Text(finding, output)),
        };

    public static string Text(Finding finding, TextWriter output)
    {
        var isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        var hasColor =
            isTerminal
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") is not "dumb";
        var width = isTerminal ? Math.Clamp(Console.WindowWidth, NarrowestPage, WidestPage) : WidestPage - 10;
        return TextReport.Of(finding, width, hasColor);
    }
}

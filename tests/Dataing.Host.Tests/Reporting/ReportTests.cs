using Dataing.Core.Findings;
using Dataing.Host.Reporting;
using Dataing.Host.Reporting.Html;
using Dataing.Host.Reporting.Text;

namespace Dataing.Host.Tests.Reporting;

public sealed class ReportTests
{
    [Fact]
    public void The_text_report_is_what_was_approved() =>
        Approved.Match(TextReport.Of(SampleFinding.Whole, 100, hasColor: false), "report.approved.txt");

    [Fact]
    public void The_markdown_report_is_what_was_approved() => Approved.Match(MarkdownReport.Of(SampleFinding.Whole), "report.approved.md");

    [Fact]
    public void The_html_report_is_what_was_approved() => Approved.Match(HtmlReport.Of(SampleFinding.Whole), "report.approved.html");

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(110)]
    public void The_text_report_keeps_to_the_width(int width)
    {
        var lines = TextReport.Of(SampleFinding.Whole, width, hasColor: false).Split('\n');
        lines.Where(line => TextWrap.WidthOf(line) > width).ShouldBeEmpty();
        lines.ShouldAllBe(line => line.TrimEnd() == line);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_in_a_finding_steers_the_terminal(bool hasColor)
    {
        var text = TextReport.Of(SampleFinding.Hostile, 100, hasColor);
        text.ShouldNotContain("\u001b[2J");
        text.ShouldNotContain("\u0007");
        text.ShouldNotContain("\u202e");
        text.Contains('\u001b', StringComparison.Ordinal).ShouldBe(hasColor);
    }

    [Fact]
    public void Nothing_in_a_finding_becomes_markup_of_the_page()
    {
        var html = HtmlReport.Of(SampleFinding.Hostile);
        html.ShouldNotContain("<script>alert");
        html.ShouldNotContain("<img");
        html.ShouldNotContain("\u001b");
        html.Split("<script>").Length.ShouldBe(2);
        html.ShouldContain("&lt;script&gt;alert(1)");
    }

    [Fact]
    public void Nothing_in_a_finding_becomes_markup_of_markdown()
    {
        var markdown = MarkdownReport.Of(SampleFinding.Hostile).Split("```sql")[0];
        markdown.ShouldNotContain("<script");
        markdown.ShouldNotContain("<img");
        markdown.Split('\n').Where(line => line.StartsWith('#')).ShouldAllBe(line => !line.StartsWith("# *", StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_asks_nothing_of_the_network()
    {
        var html = HtmlReport.Of(SampleFinding.Whole);
        html.ShouldContain("default-src 'none'");
        html.ShouldNotContain("http://");
        html.ShouldNotContain("https://");
        html.ShouldNotContain(" style=");
    }

    [Theory]
    [InlineData("text", "INCONCLUSIVE")]
    [InlineData("markdown", "# Inconclusive")]
    [InlineData("html", "Inconclusive")]
    [InlineData("json", "\"verdict\": \"inconclusive\"")]
    public async Task A_finding_of_nothing_is_still_a_report(string format, string says)
    {
        var output = new StringWriter();
        await Reports.WriteAsync(SampleFinding.Bare, format, output);
        output.ToString().ShouldContain(says);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("html")]
    public async Task Where_no_cause_was_tested_the_answer_is_what_stood_in_the_way(string format)
    {
        var output = new StringWriter();
        await Reports.WriteAsync(SampleFinding.Stopped, format, output);
        var report = output.ToString();
        report.ShouldContain(SampleFinding.Obstacle);
        report.ShouldContain("Rows were placed in time by created_at.");
        report.ShouldNotContain("between the possible causes");
        report.ShouldNotContain("unknown");
        report[(report.IndexOf("Good to know", StringComparison.Ordinal) + 1)..].ShouldNotContain(SampleFinding.Obstacle);
    }

    [Fact]
    public void Text_has_no_two_empty_lines_side_by_side() =>
        TextReport.Of(SampleFinding.Stopped, width: 80, hasColor: false).ShouldNotContain("\n\n\n");

    [Theory]
    [InlineData(0.001, "fraction", "0.1 %")]
    [InlineData(0.152, "fraction", "15.2 %")]
    [InlineData(0.00001, "fraction", "0.001 %")]
    [InlineData(12345.678, "rows", "12,345.7 rows")]
    [InlineData(10800.0, "seconds", "3 h")]
    [InlineData(0.25, "", "0.25")]
    [InlineData(double.NaN, "rows", "unknown")]
    public void Figures_are_written_for_people(double value, string unit, string text) => Wording.Figure(value, unit).ShouldBe(text);

    [Fact]
    public void Values_in_conditions_are_quoted_as_in_sql() =>
        Wording
            .Scope(
                new Scope
                {
                    Predicate =
                    [
                        new ScopeCondition("name", "=", "O'Neil"),
                        new ScopeCondition("n", "between", new List<object?> { 1L, 2L }),
                        new ScopeCondition("x", "is_null", null),
                    ],
                }
            )
            .ShouldBe("name = 'O''Neil' and n between 1 and 2 and x is null");
}

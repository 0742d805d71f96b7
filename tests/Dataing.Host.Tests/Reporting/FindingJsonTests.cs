using System.Text.Json;
using Dataing.Core.Findings;

namespace Dataing.Host.Tests.Reporting;

public sealed class FindingJsonTests
{
    [Fact]
    public void Is_what_was_approved() =>
        Approved.Match(
            FindingJson.Write(SampleFinding.Whole with { Metric = Short(SampleFinding.Whole.Metric) }) + "\n",
            "finding.approved.json"
        );

    [Fact]
    public void Reads_back_what_it_wrote()
    {
        var json = FindingJson.Write(SampleFinding.Whole);
        FindingJson.Write(FindingJson.Read(json)).ShouldBe(json);
    }

    [Theory]
    [MemberData(nameof(Findings))]
    public void Obeys_the_schema_in_the_documents(string name)
    {
        var finding = Find(name);
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("docs/finding.schema.json")));
        using var json = JsonDocument.Parse(FindingJson.Write(finding));
        JsonSchemaCheck.Errors(json.RootElement, schema.RootElement).ShouldBeEmpty();
    }

    [Fact]
    public void The_schema_refuses_what_is_no_finding()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("docs/finding.schema.json")));
        using var json = JsonDocument.Parse("""{"status":"done","verdict":"root_cause","extra":1}""");
        var errors = JsonSchemaCheck.Errors(json.RootElement, schema.RootElement);
        errors.ShouldContain(e => e.Contains("status"));
        errors.ShouldContain(e => e.Contains("extra"));
        errors.ShouldContain(e => e.Contains("cost"));
    }

    public static TheoryData<string> Findings => ["whole", "bare", "hostile"];

    internal static Finding Find(string name) =>
        name switch
        {
            "whole" => SampleFinding.Whole,
            "bare" => SampleFinding.Bare,
            _ => SampleFinding.Hostile with
            {
                Scope = SampleFinding.Whole.Scope,
                Confidence = new Confidence(0.5, []),
                Metric = SampleFinding.Hostile.Metric! with { Contributions = [] },
            },
        };

    private static MetricChange? Short(MetricChange? metric) => metric is null ? null : metric with { Series = [.. metric.Series.Take(2)] };
}

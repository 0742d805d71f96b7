using System.Globalization;
using System.Text.Json;
using Dataing.Host.Tests.Demo;
using Dataing.Host.Tests.Scripted;

namespace Dataing.Host.Tests.Mechanisms;

/// <summary>Every mechanism from the alert to the finding, by the program itself over files: cause, onset and place.</summary>
public sealed class MechanismTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static readonly IReadOnlyDictionary<string, MechanismCase>[] Tables =
    [
        MechanismCases.All,
        HarderCases.All,
        UnusualCases.All,
        MaskedCases.All,
        WrittenCases.All,
        LookAlikeCases.All,
        TimedCases.All,
    ];

    public static TheoryData<string> Names => [.. Tables.SelectMany(t => t.Keys)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_finding_says_what_was_done_to_the_data(string name)
    {
        var made = Tables.First(t => t.ContainsKey(name))[name];
        var world = new RentalWorld();
        made.Break(world);
        var data = Directory.CreateDirectory(_folder.Below("data")).FullName;
        world.Write(data);

        var result = await Run.CliAsync(Arguments(made, data));

        var finding = JsonDocument.Parse(result.Output).RootElement;
        var cause = finding.GetProperty("root_cause");
        var said =
            $"{result.Error}{cause} {finding.GetProperty("scope")} {finding.GetProperty("onset")} {finding.GetProperty("hypotheses")}";
        if (made.Mechanism is null)
        {
            finding.GetProperty("verdict").GetString().ShouldNotBe("root_cause", said);
            return;
        }
        finding.GetProperty("verdict").GetString().ShouldBe("root_cause", said);
        cause.GetProperty("mechanism").GetString().ShouldBe(made.Mechanism, said);
        if (made.Onset is { } onset)
            onset.ShouldBeInRange(Moment(finding, "start"), Moment(finding, "end"), said);
        if (made.Scope is { } scope)
            Predicate(finding).ShouldBe(scope, said);
    }

    private string[] Arguments(MechanismCase made, string data)
    {
        string[] always = ["investigate", "--source", data, "--alert", made.Alert, "--output", "json"];
        if (made.Lineage?.Split(" > ") is not [var from, var to])
            return always;
        var file = _folder.Below("lineage.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new { edges = new[] { new { from, to } } }));
        return [.. always, "--lineage", file];
    }

    private static DateTime Moment(JsonElement finding, string end) =>
        DateTime.Parse(
            finding.GetProperty("onset").GetProperty(end).GetString() ?? "",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal
        );

    private static string Predicate(JsonElement finding) =>
        string.Join(
            " and ",
            finding
                .GetProperty("scope")
                .GetProperty("predicate")
                .EnumerateArray()
                .Select(p => $"{p.GetProperty("column").GetString()} {p.GetProperty("op").GetString()} {Value(p.GetProperty("value"))}")
        );

    private static string Value(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? string.Join("|", value.EnumerateArray().Select(Value).Order(StringComparer.Ordinal))
            : value.ToString();
}

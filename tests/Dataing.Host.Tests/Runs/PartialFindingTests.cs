using System.Text.Json;
using Dataing.Host.Tests.Demo;
using Dataing.Host.Tests.Scripted;

namespace Dataing.Host.Tests.Runs;

/// <summary>A limit that ends the work leaves a finding that accuses nobody and says what was known by then.</summary>
public sealed class PartialFindingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PartialFindingTests() => SmallShop.Write(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public async Task Says_which_limit_was_reached_and_what_is_known(int queries, bool isConfirmed)
    {
        var result = await Run.CliAsync(
            "investigate",
            "--source",
            _folder.Below("orders.csv"),
            "--alert",
            SmallShop.Alert,
            "--output",
            "json",
            "--max-queries",
            $"{queries}"
        );

        result.ExitCode.ShouldBe(ExitCodes.Inconclusive, result.Error);
        var finding = JsonDocument.Parse(result.Output).RootElement;
        finding.GetProperty("root_cause").ValueKind.ShouldBe(JsonValueKind.Null);
        finding.GetProperty("cost").GetProperty("queries").GetInt32().ShouldBe(queries);
        finding.GetProperty("cost").GetProperty("rows_scanned").GetInt64().ShouldBeGreaterThan(0);
        var caveats = finding.GetProperty("caveats").EnumerateArray().Select(c => c.GetString() ?? "").ToList();
        caveats.ShouldContain(queries == 1 ? "The one query allowed is spent." : $"All {queries} queries are spent.");
        caveats
            .Any(c => c.StartsWith("Known so far: The null rate of orders.customer_ref", StringComparison.Ordinal))
            .ShouldBe(isConfirmed);
        (finding.GetProperty("onset").ValueKind == JsonValueKind.Object).ShouldBe(isConfirmed);
    }
}

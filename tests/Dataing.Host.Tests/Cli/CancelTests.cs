using Dataing.Host.Tests.Demo;
using Dataing.Host.Tests.Scripted;

namespace Dataing.Host.Tests.Cli;

public sealed class CancelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CancelTests() => SmallShop.Write(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_cancelled_investigation_says_what_is_kept_and_resumes(int query)
    {
        var save = _folder.Below("save");
        string[] arguments = ["investigate", "--source", _folder.Below("orders.csv"), "--alert", SmallShop.Alert, "--save", save];
        using var stop = new CancellationTokenSource();
        var run = Run.Troubled(files => new TroubledConnector(files)
        {
            BeforeQuery = n =>
            {
                if (n == query)
                    stop.Cancel();
            },
        });
        var cancelled = await Run.CliAsync(run, stop.Token, arguments);
        cancelled.ExitCode.ShouldBe(ExitCodes.Cancelled);
        cancelled.LastWords.ShouldContain($"kept in {save}");
        cancelled.Output.ShouldBeEmpty();
        var resumed = await Run.CliAsync(arguments);
        resumed.ExitCode.ShouldBe(ExitCodes.Verdict);
        resumed.Error.ShouldContain($"{query - 1} answer{(query == 2 ? "" : "s")} known already");
    }

    [Fact]
    public async Task Without_a_place_to_keep_it_nothing_is_kept_and_said_so()
    {
        using var stop = new CancellationTokenSource();
        var run = Run.Troubled(files => new TroubledConnector(files) { BeforeQuery = _ => stop.Cancel() });
        var cancelled = await Run.CliAsync(run, stop.Token, "investigate", "--source", _folder.Path, "--alert", SmallShop.Alert);
        cancelled.ExitCode.ShouldBe(ExitCodes.Cancelled);
        cancelled.LastWords.ShouldContain("--save DIR");
        Directory.EnumerateFileSystemEntries(_folder.Path).Count().ShouldBe(1);
    }
}

using System.Diagnostics;
using System.Runtime.Versioning;
using Dataing.Host.Tests.Demo;
using Dataing.Host.Tests.Scripted;

namespace Dataing.Host.Tests.Sources;

/// <summary>Files that an ordinary user may not read. Where the tests run as root, who may read everything, the program runs as nobody.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OrdinaryUserTests : IDisposable
{
    private const string Nobody = "65534";

    private const UnixFileMode All = (UnixFileMode)0b111_111_111;

    private readonly TemporaryFolder _folder = new();

    public OrdinaryUserTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Permissions are bits on Unix alone.");
        SmallShop.Write(_folder.Path);
        foreach (var name in (string[])["payroll.csv", "ledger.duckdb", "ledger.db"])
            Close(name, "id\n1\n");
        // The system's folder for temporary files may be closed to others as well.
        Directory.CreateDirectory(_folder.Below("own"), All);
        File.SetUnixFileMode(_folder.Below("own"), All);
        Directory.CreateDirectory(_folder.Below("vault"));
        File.WriteAllText(_folder.Below("vault/keys.csv"), "id\n1\n");
        File.SetUnixFileMode(_folder.Below("vault"), UnixFileMode.None);
        File.SetUnixFileMode(
            _folder.Path,
            UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute
        );
    }

    public void Dispose()
    {
        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.SetUnixFileMode(_folder.Below("vault"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _folder.Dispose();
    }

    [Theory]
    [InlineData("row count of payroll dropped", ".", "payroll may not be read", ExitCodes.Failed)]
    [InlineData("row count of payroll dropped", "payroll.csv", "payroll.csv may not be read", ExitCodes.Failed)]
    [InlineData("row count of ledger dropped", "ledger.duckdb", "ledger.duckdb may not be read", ExitCodes.Failed)]
    [InlineData("row count of ledger dropped", "ledger.db", "ledger.db may not be read", ExitCodes.Failed)]
    [InlineData("row count of keys dropped", "vault", "may not be read", ExitCodes.Failed)]
    [InlineData("row count of keys dropped", "vault/keys.csv", "may not be seen", ExitCodes.BadInput)]
    public async Task What_may_not_be_read_is_not_said_to_be_missing(string alert, string source, string says, int code)
    {
        var result = await AsOrdinaryUserAsync("investigate", "--source", _folder.Below(source), "--alert", alert);
        result.LastWords.ShouldContain(says);
        result.LastWords.ShouldContain("permissions");
        result.ExitCode.ShouldBe(code, result.Error);
    }

    [Fact]
    public async Task A_place_that_may_not_be_written_keeps_nothing_and_says_so()
    {
        var result = await AsOrdinaryUserAsync(
            "investigate",
            "--source",
            _folder.Below("orders.csv"),
            "--alert",
            SmallShop.Alert,
            "--save",
            _folder.Below("kept")
        );
        result.LastWords.ShouldContain("may be written");
        result.ExitCode.ShouldBe(ExitCodes.Failed, result.Error);
    }

    private void Close(string name, string text)
    {
        File.WriteAllText(_folder.Below(name), text);
        File.SetUnixFileMode(_folder.Below(name), UnixFileMode.None);
    }

    private async Task<CliResult> AsOrdinaryUserAsync(params string[] arguments)
    {
        string[] program = [Environment.ProcessPath ?? "dotnet", Path.Combine(AppContext.BaseDirectory, "dataing.dll")];
        if (Path.GetFileNameWithoutExtension(program[0]) != "dotnet")
            program[0] = "dotnet";
        if (Environment.IsPrivilegedProcess)
            program = ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", .. program];
        var start = new ProcessStartInfo(program[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in program[1..].Concat(arguments))
            start.ArgumentList.Add(argument);
        start.Environment["HOME"] = start.Environment["TMPDIR"] = _folder.Below("own");
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CliResult(process.ExitCode, output, await error);
    }
}

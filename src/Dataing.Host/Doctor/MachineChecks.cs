using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Dataing.Adapters.DataSources;
using Dataing.Core.DataSources;
using Dataing.Host.Runs;

namespace Dataing.Host.Doctor;

/// <summary>Looks at everything that an investigation needs of its machine.</summary>
internal static class MachineChecks
{
    private const long LeastMemory = 1L << 30;
    private const long LeastDisk = 1L << 30;

    public static async Task<IReadOnlyList<MachineCheck>> RunAsync(CancellationToken cancellationToken) =>
        [
            Runtime(),
            await SdkAsync(cancellationToken),
            Memory(),
            Disk(),
            await EngineAsync(cancellationToken),
            await NodeAsync(cancellationToken),
            .. EnvironmentChecks.Run(Environment.GetEnvironmentVariable),
            .. await ModelChecks.RunAsync(Environment.GetEnvironmentVariable, cancellationToken),
        ];

    private static MachineCheck Runtime() =>
        new(
            "runtime",
            CheckState.Good,
            $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription} ({RuntimeInformation.ProcessArchitecture})"
        );

    private static async Task<MachineCheck> SdkAsync(CancellationToken cancellationToken) =>
        await VersionOfAsync("dotnet", "--version", cancellationToken) is { } version
            ? new MachineCheck("sdk", CheckState.Good, $".NET SDK {version}")
            : new MachineCheck("sdk", CheckState.Warning, "No .NET SDK was found.", "Only building needs it: install the .NET 10 SDK.");

    private static async Task<MachineCheck> NodeAsync(CancellationToken cancellationToken)
    {
        if (await VersionOfAsync("node", "--version", cancellationToken) is not { } version)
            return new MachineCheck("node", CheckState.Warning, "No Node was found.", "Only building needs it: install Node 20 or newer.");
        var isNew =
            int.TryParse(version.TrimStart('v').Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && major >= 20;
        return isNew
            ? new MachineCheck("node", CheckState.Good, $"Node {version}")
            : new MachineCheck("node", CheckState.Warning, $"Node {version} is too old to build with.", "Install Node 20 or newer.");
    }

    private static MachineCheck Memory()
    {
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"{available / (double)(1 << 30):0.#} GiB of memory, {Environment.ProcessorCount} cores"
        );
        return available >= LeastMemory
            ? new MachineCheck("machine", CheckState.Good, detail)
            : new MachineCheck("machine", CheckState.Warning, detail, "Large tables want at least 1 GiB; raise the container's limit.");
    }

    private static MachineCheck Disk()
    {
        var path = Path.GetTempPath();
        try
        {
            var probe = Path.Combine(path, Path.GetRandomFileName());
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)) { }
            var free = new DriveInfo(path).AvailableFreeSpace;
            var detail = string.Create(CultureInfo.InvariantCulture, $"{path} can be written, {free / (double)(1 << 30):0.#} GiB free");
            return free >= LeastDisk
                ? new MachineCheck("temporary", CheckState.Good, detail)
                : new MachineCheck("temporary", CheckState.Warning, detail, "Make room, or point TMPDIR elsewhere.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new MachineCheck(
                "temporary",
                CheckState.Bad,
                $"{path} cannot be written ({e.Message}).",
                "Point TMPDIR to a directory that can."
            );
        }
    }

    /// <summary>Opens the embedded engine on a file of its own and lets it count.</summary>
    private static async Task<MachineCheck> EngineAsync(CancellationToken cancellationToken)
    {
        const string Remedy = "Build again with `dotnet build`, which places the library beside the program.";
        var folder = Directory.CreateTempSubdirectory("dataing-doctor-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "probe.csv"), "n\n20\n22\n", cancellationToken);
            var connectors = new ConnectorCatalog(DataSourceRegistration.Connectors());
            await using var source = await connectors.OpenAsync(folder.FullName, new SourceOptions(), cancellationToken);
            var answer = await CheckedQueryRun.RunAsync(source, "select sum(n) from probe", 1, cancellationToken);
            var version = (await source.TestAsync(cancellationToken)).Version;
            return CellText.ToNumber(answer.Rows[0][0]) is 42
                ? new MachineCheck("engine", CheckState.Good, $"{version} loads and answers")
                : new MachineCheck("engine", CheckState.Bad, "DuckDB answers wrongly.", Remedy);
        }
        catch (Exception e) when (e is SourceException or DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            return new MachineCheck("engine", CheckState.Bad, $"DuckDB does not work: {e.Message}", Remedy);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string?> VersionOfAsync(string program, string argument, CancellationToken cancellationToken)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, argument) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        try
        {
            process.Start();
            var version = await process.StandardOutput.ReadLineAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? version?.Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Dataing.Adapters.Tests.DataSources.Postgres;

/// <summary>A PostgreSQL server of the tests' own, from the programs installed on this machine; on loopback, in a temporary folder.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Nobody = "65534";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder;
    private readonly string _programs;
    private bool _isKilled;

    private PostgresServer(TemporaryFolder folder, string programs, int port) => (_folder, _programs, Port) = (folder, programs, port);

    public int Port { get; }

    /// <summary>The folder of initdb and pg_ctl, or null when PostgreSQL is not installed.</summary>
    public static string? Programs()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var v) ? v : 0)
            : Enumerable.Empty<string>();
        var folders = installed
            .Select(d => Path.Combine(d, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        return folders.FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "pg_ctl")));
    }

    public static async Task<PostgresServer> StartAsync(string programs)
    {
        var server = new PostgresServer(new TemporaryFolder(), programs, FreePort());
        try
        {
            await server.InitializeAsync();
            await server.StartAsync();
            return server;
        }
        catch
        {
            server._folder.Dispose();
            throw;
        }
    }

    private async Task InitializeAsync()
    {
        var folder = _folder.Path;
        if (Environment.UserName == "root")
            await RunAsync("chown", $"{Nobody}:{Nobody}", folder);
        await AsOrdinaryUserAsync(
            "initdb",
            "-D",
            $"{folder}/data",
            "-U",
            "postgres",
            "-A",
            "trust",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C"
        );
    }

    /// <summary>Starts it, again where it was stopped.</summary>
    public Task StartAsync()
    {
        var folder = _folder.Path;
        var options = string.Create(
            CultureInfo.InvariantCulture,
            $"-p {Port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=40 -c max_locks_per_transaction=1000"
        );
        return AsOrdinaryUserAsync("pg_ctl", "-D", $"{folder}/data", "-w", "-l", $"{folder}/log", "-o", options, "start");
    }

    /// <summary>Ends all its processes at once, as a machine that goes down does.</summary>
    public Task StopAsync() => AsOrdinaryUserAsync("pg_ctl", "-D", $"{_folder.Path}/data", "-m", "immediate", "stop");

    /// <summary>Kills the server's first process without warning; the others follow when they notice.</summary>
    public void Kill()
    {
        var id = int.Parse(File.ReadLines($"{_folder.Path}/data/postmaster.pid").First(), CultureInfo.InvariantCulture);
        using var process = Process.GetProcessById(id);
        process.Kill();
        _isKilled = true;
    }

    /// <summary>Halts all its processes, as a machine does whose disk no longer answers: connections stay open, and nothing comes.</summary>
    public Task HaltAsync() => SignalAsync("STOP");

    public Task GoOnAsync() => SignalAsync("CONT");

    public string Url(string user = "postgres", string database = "postgres") =>
        string.Create(CultureInfo.InvariantCulture, $"postgres://{user}@127.0.0.1:{Port}/{database}");

    public async ValueTask DisposeAsync()
    {
        if (!_isKilled)
            await StopAsync();
        _folder.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        var first = (await File.ReadAllLinesAsync($"{_folder.Path}/data/postmaster.pid"))[0];
        await RunAsync("sh", "-c", "kill -$0 $(cat /proc/$1/task/$1/children) $1", signal, first);
    }

    /// <summary>The server refuses to run as root.</summary>
    private Task AsOrdinaryUserAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        return Environment.UserName == "root"
            ? RunAsync("setpriv", [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        // Into a file: a server would hold a pipe open, and our own standard output belongs to the test platform, which loses results among strange lines.
        var said = $"{_folder.Path}/said";
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" >\"$0\" 2>&1", said, program, .. arguments]) { WorkingDirectory = "/" };
        start.RedirectStandardInput = true;
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start).ShouldNotBeNull();
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {await File.ReadAllTextAsync(said, patience.Token)}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

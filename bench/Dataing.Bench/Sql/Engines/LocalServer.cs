using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Dataing.Bench.Sql.Engines;

/// <summary>A database server of our own, from the programs installed on this machine, in a temporary folder.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private const string Nobody = "65534";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Func<Task> _stop;

    private LocalServer(string folder, int port, Func<Task> stop) => (Folder, Port, _stop) = (folder, port, stop);

    public string Folder { get; }

    public int Port { get; }

    public string Socket => Path.Combine(Folder, "socket");

    /// <summary>Null when PostgreSQL is not installed.</summary>
    public static async Task<LocalServer?> PostgresAsync()
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(d => Path.Combine(d, "bin"))
                .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
            : null;
        if (programs is null)
            return null;
        var (folder, port) = (await FolderAsync(), FreePort());
        try
        {
            return await StartPostgresAsync(programs, folder, port);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    private static async Task<LocalServer> StartPostgresAsync(string programs, string folder, int port)
    {
        var data = Path.Combine(folder, "data");
        await RunAsync(
            Path.Combine(programs, "initdb"),
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C"
        );
        var options = string.Create(CultureInfo.InvariantCulture, $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off");
        await RunAsync(Path.Combine(programs, "pg_ctl"), "-D", data, "-w", "-l", Path.Combine(folder, "log"), "-o", options, "start");
        return new(folder, port, () => RunAsync(Path.Combine(programs, "pg_ctl"), "-D", data, "-m", "immediate", "stop"));
    }

    /// <summary>Null when MariaDB is not installed. It listens on its socket alone and asks for no password.</summary>
    public static async Task<LocalServer?> MariaDbAsync()
    {
        var (install, daemon) = (Find("mariadb-install-db"), Find("mariadbd"));
        if (install is null || daemon is null)
            return null;
        var folder = await FolderAsync();
        var data = Path.Combine(folder, "data");
        await RunAsync(install, "--no-defaults", $"--datadir={data}", "--skip-test-db", "--auth-root-authentication-method=normal");
        var process = Start(
            daemon,
            [
                "--no-defaults",
                $"--datadir={data}",
                $"--socket={folder}/socket",
                "--skip-networking",
                "--skip-grant-tables",
                $"--pid-file={folder}/pid",
            ]
        );
        var server = new LocalServer(
            folder,
            0,
            async () =>
            {
                process.Kill();
                await process.WaitForExitAsync();
                process.Dispose();
            }
        );
        // The socket's file is there a moment before anybody listens at it.
        for (var watch = Stopwatch.StartNew(); !await AcceptsAsync(server.Socket); await Task.Delay(50))
        {
            if (!process.HasExited && watch.Elapsed <= Patience)
                continue;
            await server.DisposeAsync();
            throw new InvalidOperationException($"{daemon} did not start.");
        }
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop();
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<bool> AcceptsAsync(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<string> FolderAsync()
    {
        var folder = Directory.CreateTempSubdirectory("dataing-engine-").FullName;
        if (Environment.UserName == "root")
        {
            using var change = Process.Start("chown", [$"{Nobody}:{Nobody}", folder]);
            await change.WaitForExitAsync();
        }
        return folder;
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Append("/usr/sbin")
            .Select(d => Path.Combine(d, program))
            .FirstOrDefault(File.Exists);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{Path.GetFileName(program)} ended with {process.ExitCode}.");
    }

    /// <summary>The servers refuse to run as root. Their output goes to their logs: a pipe would be held open by the server itself.</summary>
    private static Process Start(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        start.Environment["LC_ALL"] = "C";
        var user = Environment.UserName == "root" ? $"setpriv --reuid={Nobody} --regid={Nobody} --clear-groups " : "";
        foreach (var argument in (string[])["-c", $"exec {user}\"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program, .. arguments])
            start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Dataing.Bench.Sql;

/// <summary>Runs sqlglot over the same statements, by processor time as well.</summary>
internal static class SqlPeer
{
    public static string Describe(string python, string statements, double ours)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Sql", "peer.py");
        var start = new ProcessStartInfo(python, [script, statements, "200"]) { RedirectStandardOutput = true };
        try
        {
            using var process = Process.Start(start) ?? throw new InvalidOperationException($"{python} did not start.");
            var words = process.StandardOutput.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            process.WaitForExit();
            if (process.ExitCode != 0 || words.Length != 5)
                return $"{python} has no sqlglot: no comparison.";
            var rate = double.Parse(words[1], CultureInfo.InvariantCulture) / double.Parse(words[2], CultureInfo.InvariantCulture);
            var speed = double.Parse(words[3], CultureInfo.InvariantCulture) / double.Parse(words[2], CultureInfo.InvariantCulture) / 1e6;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"sqlglot {words[0]}: {rate:N0} statements/s of processor time, {speed:F2} MB/s; ours is {ours / rate:F0} times as fast. Reading one statement holds {double.Parse(words[4], CultureInfo.InvariantCulture):N0} bytes at once (ours: no more than it allocates in all)"
            );
        }
        catch (Win32Exception)
        {
            return $"There is no {python}: no comparison.";
        }
    }
}

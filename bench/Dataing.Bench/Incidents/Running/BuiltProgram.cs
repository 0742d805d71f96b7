namespace Dataing.Bench.Incidents.Running;

/// <summary>The newest build of the program in this repository.</summary>
internal static class BuiltProgram
{
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var builds = Path.Combine(folder.FullName, "artifacts", "bin", "Dataing.Host");
            if (!Directory.Exists(builds))
                continue;
            var newest = Directory
                .EnumerateFiles(builds, "*.runtimeconfig.json", SearchOption.AllDirectories)
                .Select(f => f.Replace(".runtimeconfig.json", ".dll", StringComparison.Ordinal))
                .Where(File.Exists)
                .MaxBy(File.GetLastWriteTimeUtc);
            if (newest is not null)
                return newest;
        }
        throw new FileNotFoundException("No build of Dataing.Host found; build it first or name it with --program.");
    }
}

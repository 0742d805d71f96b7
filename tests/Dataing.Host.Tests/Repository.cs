namespace Dataing.Host.Tests;

/// <summary>Files of the repository that tests read.</summary>
internal static class Repository
{
    private static readonly string Root = Find(AppContext.BaseDirectory);

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string Find(string from) =>
        File.Exists(Path.Combine(from, "Dataing.slnx"))
            ? from
            : Find(Path.GetDirectoryName(from) ?? throw new DirectoryNotFoundException("Dataing.slnx"));
}

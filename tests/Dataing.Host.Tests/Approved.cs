using System.Runtime.CompilerServices;

namespace Dataing.Host.Tests;

/// <summary>Compares text with a file that a person approved. Set DATAING_APPROVE=1 to write the files anew, and read the difference.</summary>
internal static class Approved
{
    public static void Match(string text, string name, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller) ?? "", "..", "Contracts", name);
        if (Environment.GetEnvironmentVariable("DATAING_APPROVE") == "1")
            File.WriteAllText(path, text);
        File.Exists(path).ShouldBeTrue($"{name} is not approved yet; run with DATAING_APPROVE=1 and read it.");
        text.ReplaceLineEndings("\n").ShouldBe(File.ReadAllText(path).ReplaceLineEndings("\n"));
    }
}

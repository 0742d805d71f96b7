using System.CommandLine;

namespace Dataing.Host.Saved;

/// <summary>What every command over saved investigations takes.</summary>
internal static class SavedOption
{
    public static Option<string> Directory() =>
        new("--save")
        {
            Description = "The directory that was given to `dataing investigate --save`.",
            HelpName = "DIR",
            Required = true,
        };

    public static Argument<string> Id(string name = "id") => new(name) { Description = "The investigation's id, or the beginning of it." };
}

using System.CommandLine;

namespace Dataing.Host.Cli;

/// <summary>The option that chooses the form of the output; the first form is the default.</summary>
internal static class OutputOption
{
    public static Option<string> Create(params string[] forms)
    {
        var option = new Option<string>("--output")
        {
            Description = "How the result is written to standard output.",
            DefaultValueFactory = _ => forms[0],
        };
        option.AcceptOnlyFromAmong(forms);
        return option;
    }
}

using System.CommandLine;
using System.Globalization;

namespace Dataing.Host.Cli;

/// <summary>An option that takes a whole number within bounds, and says them when it gets anything else.</summary>
internal static class WholeNumberOption
{
    public static Option<int> Create(string name, string helpName, string what, int least, int most, int usual) =>
        new(name)
        {
            Description = string.Create(CultureInfo.InvariantCulture, $"{what} at most, {least} to {most}."),
            HelpName = helpName,
            DefaultValueFactory = _ => usual,
            CustomParser = result =>
            {
                var text = result.Tokens is [var token] ? token.Value : "";
                if (
                    int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                    && value >= least
                    && value <= most
                )
                    return value;
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} must be a whole number between {least} and {most}."));
                return usual;
            },
        };
}

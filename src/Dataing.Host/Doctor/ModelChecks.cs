using System.Globalization;
using Dataing.Adapters.Models;
using Dataing.Core.Intake;
using Dataing.Host.Runs;

namespace Dataing.Host.Doctor;

/// <summary>Whether the model that the environment chooses can be asked: settings, budgets and prices, the server, and where spending is kept.</summary>
internal static class ModelChecks
{
    private const string Name = "model";

    public static async Task<IReadOnlyList<MachineCheck>> RunAsync(Func<string, string?> read, CancellationToken cancellationToken)
    {
        var variables = new SettingReader(read);
        try
        {
            var quality = ModelConfiguration.Quality(variables);
            if (ModelSettings.FromEnvironment(read) is not { } settings)
                return [new MachineCheck(Name, CheckState.Good, "None is configured: the built-in analyst does everything.")];
            return
            [
                await ServerAsync(settings, cancellationToken),
                Budgets(variables, settings.Model),
                new MachineCheck(
                    "quality",
                    CheckState.Good,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{(quality.Validates ? "The model judges the finding's words" : "No model judges the finding's words")}; {quality.PassThreshold} passes."
                    )
                ),
                State(ModelConfiguration.StateDirectory(variables)),
            ];
        }
        catch (ModelSettingsException e)
        {
            return [new MachineCheck(Name, CheckState.Bad, e.Message, "Investigations stop with exit code 2 until it is mended.")];
        }
    }

    private static async Task<MachineCheck> ServerAsync(ModelSettings settings, CancellationToken cancellationToken)
    {
        var shown = PlainText.Clean(settings.ToString(), 120);
        return await ModelProbe.AskAsync(settings, cancellationToken) switch
        {
            ModelProbeResult.Silent silent => new MachineCheck(
                Name,
                CheckState.Bad,
                $"{shown}: {silent.Reason}",
                "Check LLM_BASE_URL and the network; without a model the built-in analyst goes on alone."
            ),
            ModelProbeResult.Answered { Status: (System.Net.HttpStatusCode)401 or (System.Net.HttpStatusCode)403 } => new MachineCheck(
                Name,
                CheckState.Bad,
                $"{shown}: the server refuses the key.",
                "Check the API key."
            ),
            ModelProbeResult.Answered { Models: { Count: > 0 } models } when !models.Contains(settings.Model) => new MachineCheck(
                Name,
                CheckState.Warning,
                $"{shown}: the server answers and lists {Listed(models)}, but not {settings.Model}.",
                "Check LLM_MODEL."
            ),
            ModelProbeResult.Answered { Models.Count: > 0 } => new MachineCheck(
                Name,
                CheckState.Good,
                $"{shown}: the server answers and has it."
            ),
            ModelProbeResult.Answered answered => new MachineCheck(
                Name,
                (int)answered.Status < 500 ? CheckState.Good : CheckState.Warning,
                $"{shown}: the server answers ({(int)answered.Status}), and lists no models."
            ),
            _ => new MachineCheck(Name, CheckState.Warning, shown),
        };
    }

    private static string Listed(IReadOnlyList<string> models) =>
        PlainText.Clean(string.Join(", ", models.Take(5)) + (models.Count > 5 ? ", …" : ""), 200);

    private static MachineCheck Budgets(SettingReader variables, string model)
    {
        var limits = ModelConfiguration.Limits(variables, model);
        _ = ModelConfiguration.Egress(variables);
        var price = limits.Prices is { } p
            ? $"{p.Input} USD in, {p.Output} out per million tokens"
            : "price not known, so only tokens are counted";
        var day = limits.TokensPerDay is { } tokens ? $"{tokens} tokens" : "no bound of tokens";
        return new MachineCheck(
            "budgets",
            CheckState.Good,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{limits.Tokens} tokens and {limits.Money} USD an investigation, {day} and {limits.MoneyPerDay} USD a day; {price}."
            )
        );
    }

    private static MachineCheck State(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var probe = Path.Combine(directory, Path.GetRandomFileName());
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)) { }
            return new MachineCheck("state", CheckState.Good, $"{directory} can be written.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new MachineCheck(
                "state",
                CheckState.Bad,
                $"{directory} cannot be written ({e.Message}).",
                "Let DATAING_STATE_DIR name a directory that can; a model with a budget for the day is not asked without."
            );
        }
    }
}

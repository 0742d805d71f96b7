using Dataing.Adapters.Models;
using Dataing.Core.Models;
using Dataing.Core.Quality;
using Dataing.Core.Reasoning;

namespace Dataing.Host.Runs;

/// <summary>What the environment says of a model's budgets, of what may leave, and of quality; docs/models.md has the table.</summary>
internal static class ModelConfiguration
{
    private const long MostTokens = 1_000_000_000;

    public static ModelLimits Limits(SettingReader variables, string model)
    {
        var usual = new ModelLimits();
        return usual with
        {
            Tokens = variables.Whole("LLM_TOKENS_PER_INVESTIGATION", 0, MostTokens) ?? usual.Tokens,
            Money = variables.Amount("LLM_MONEY_PER_INVESTIGATION") ?? usual.Money,
            TokensPerDay = variables.Whole("LLM_TOKENS_PER_DAY", 0, MostTokens) ?? usual.TokensPerDay,
            MoneyPerDay = variables.Amount("LLM_MONEY_PER_DAY") ?? usual.MoneyPerDay,
            OutputTokens = (int)(variables.Whole("LLM_MAX_OUTPUT_TOKENS", 256, 128_000) ?? usual.OutputTokens),
            CaseFileTokens = (int)(variables.Whole("LLM_CONTEXT_TOKENS", 1_000, 200_000) ?? usual.CaseFileTokens),
            Retries = (int)(variables.Whole("LLM_RETRIES", 0, 10) ?? usual.Retries),
            Waiting = variables.Whole("LLM_TOTAL_TIMEOUT", 1, 604_800) is { } seconds ? TimeSpan.FromSeconds(seconds) : usual.Waiting,
            Prices = PriceList.FromEnvironment(variables).Of(model),
        };
    }

    public static EgressPolicy Egress(SettingReader variables)
    {
        var usual = new EgressPolicy();
        return usual with
        {
            Pseudonyms = variables.Flag("LLM_PSEUDONYMS") ?? usual.Pseudonyms,
            FreeText = variables.Flag("LLM_FREE_TEXT") ?? usual.FreeText,
            MinimumGroupSize = (int)(variables.Whole("LLM_MIN_GROUP_SIZE", 0, 1_000_000) ?? usual.MinimumGroupSize),
        };
    }

    public static QualityPolicy Quality(SettingReader variables)
    {
        var usual = new QualityPolicy();
        return usual with
        {
            Validates = variables.Flag("VALIDATION_ENABLED") ?? usual.Validates,
            PassThreshold = variables.Share("VALIDATION_PASS_THRESHOLD") ?? usual.PassThreshold,
        };
    }

    /// <summary>Where this machine keeps what outlives an investigation: DATAING_STATE_DIR, or where the system wants such things.</summary>
    public static string StateDirectory(SettingReader variables)
    {
        if (variables.Text("DATAING_STATE_DIR") is { } given)
            return given;
        if (variables.Text("XDG_STATE_HOME") is { } state)
            return Path.Combine(state, "dataing");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 0 ? Path.Combine(home, ".local", "state", "dataing") : Path.Combine(Path.GetTempPath(), "dataing");
    }
}

using Dataing.Adapters.Models;
using Dataing.Core.Investigations;
using Dataing.Core.Models;
using Dataing.Core.Reasoning;
using Dataing.Sql.Pii;

namespace Dataing.Host.Runs;

/// <summary>The reasoner that the environment chooses; none without a key or a URL, and then the built-in analyst does everything.</summary>
internal static class Reasoners
{
    /// <summary>Null when no model is configured; throws <see cref="ModelSettingsException"/> when one is configured wrongly.</summary>
    /// <param name="model">The model's id in place of LLM_MODEL, or "none"; null: as the environment says.</param>
    public static ReasonerFactory? FromEnvironment(Func<string, string?> variable, string? model, TimeProvider clock)
    {
        if (model is "none")
            return null;
        if (ModelSettings.FromEnvironment(name => name == "LLM_MODEL" ? model ?? variable(name) : variable(name)) is not { } settings)
            return model is null
                ? null
                : throw new ModelSettingsException(
                    $"No server is configured for the model {model}; set ANTHROPIC_API_KEY or LLM_BASE_URL, or give --model none."
                );
        var asked = settings.CreateModel(clock);
        var variables = new SettingReader(variable);
        var limits = ModelConfiguration.Limits(variables, settings.Model);
        var egress = ModelConfiguration.Egress(variables);
        var ledger = new DirectorySpendLedger(ModelConfiguration.StateDirectory(variables), clock);
        return log => new ModelReasoner(new ModelDesk(log, asked, limits, PiiMask.Text, clock, Random.Shared, ledger), egress);
    }

    /// <summary>The reasoner of a recorded investigation, who says again what is recorded; null when no model was asked.</summary>
    public static IReasoner? FromRecord(InvestigationLog log) =>
        log.State.Model is { } configured ? new ModelReasoner(new RecordedDesk(log, configured, PiiMask.Text), configured.Egress) : null;
}

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
    public static ReasonerFactory? FromEnvironment(Func<string, string?> variable, TimeProvider clock)
    {
        if (ModelSettings.FromEnvironment(variable) is not { } settings)
            return null;
        var model = settings.CreateModel(clock);
        return log => new ModelReasoner(
            new ModelDesk(log, model, new ModelLimits(), PiiMask.Text, clock, Random.Shared),
            new EgressPolicy()
        );
    }
}

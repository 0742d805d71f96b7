using Dataing.Adapters.Models;
using Dataing.Adapters.Models.StandIn;
using Dataing.Core.Investigations;
using Dataing.Core.Models;
using Dataing.Core.Reasoning;
using Dataing.Sql.Pii;

namespace Dataing.Host.Tests.Models;

/// <summary>The real road to a model that is a script behind a real server on this machine; it is asked again at once.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly ModelStandIn _server;
    private readonly ILanguageModel _model;

    private Desk(ModelStandIn server, ILanguageModel model)
    {
        _server = server;
        _model = model;
    }

    public EgressPolicy Egress { get; init; } = new();

    public ModelLimits Limits { get; init; } =
        new() { FirstWait = TimeSpan.FromMilliseconds(1), LongestWait = TimeSpan.FromMilliseconds(2) };

    public static async Task<Desk> OpenAsync(
        IStandInScript script,
        ModelVendor vendor = ModelVendor.OpenAiCompatible,
        EgressPolicy? egress = null
    )
    {
        var server = await ModelStandIn.StartAsync(0, script, TestContext.Current.CancellationToken);
        var settings = new ModelSettings
        {
            Vendor = vendor,
            Model = "stand-in",
            ApiKey = "sk-not-a-key",
            BaseUrl = vendor == ModelVendor.Anthropic ? server.Url : server.Url + "/v1",
            Timeout = TimeSpan.FromSeconds(30),
        };
        return new Desk(server, settings.CreateModel(TimeProvider.System)) { Egress = egress ?? new EgressPolicy() };
    }

    public IReasoner Reasoner(InvestigationLog log) =>
        new ModelReasoner(new ModelDesk(log, _model, Limits, PiiMask.Text, TimeProvider.System, new Random(1)), Egress);

    public async ValueTask DisposeAsync()
    {
        (_model as IDisposable)?.Dispose();
        await _server.DisposeAsync();
    }
}

using Dataing.Adapters.Models;
using Dataing.Core.Models;

namespace Dataing.Adapters.Tests.Models;

public sealed class AnthropicModelTests : LanguageModelContract
{
    protected override ILanguageModel Create(string url, TimeSpan timeout) =>
        new AnthropicModel(
            new ModelSettings
            {
                Vendor = ModelVendor.Anthropic,
                Model = "claude-sonnet-5-5",
                ApiKey = "test-key",
                BaseUrl = url,
                Timeout = timeout,
            },
            TimeProvider.System
        );
}

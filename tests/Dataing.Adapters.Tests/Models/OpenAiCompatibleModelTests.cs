using Dataing.Adapters.Models;
using Dataing.Core.Models;

namespace Dataing.Adapters.Tests.Models;

public sealed class OpenAiCompatibleModelTests : LanguageModelContract
{
    protected override ILanguageModel Create(string url, TimeSpan timeout) =>
        new OpenAiCompatibleModel(
            new ModelSettings
            {
                Vendor = ModelVendor.OpenAiCompatible,
                Model = "any-model",
                BaseUrl = url + "/v1",
                Timeout = timeout,
            },
            TimeProvider.System
        );
}

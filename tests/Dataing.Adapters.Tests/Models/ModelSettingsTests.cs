using Dataing.Adapters.Models;
using Dataing.Adapters.Tests.DataSources;

namespace Dataing.Adapters.Tests.Models;

public sealed class ModelSettingsTests
{
    [Fact]
    public void Without_key_and_url_there_is_no_model() => Read().ShouldBeNull();

    [Fact]
    public void A_key_alone_chooses_claude() =>
        Read(("ANTHROPIC_API_KEY", "k"))!
            .ShouldSatisfyAllConditions(s => s.Vendor.ShouldBe(ModelVendor.Anthropic), s => s.Model.ShouldBe(ModelSettings.DefaultClaude));

    [Fact]
    public void A_url_chooses_any_compatible_server() =>
        Read(("LLM_BASE_URL", "http://127.0.0.1:9099/v1"), ("LLM_MODEL", "m"))!
            .ShouldSatisfyAllConditions(s => s.Vendor.ShouldBe(ModelVendor.OpenAiCompatible), s => s.ApiKey.ShouldBeNull());

    [Fact]
    public void A_url_and_a_provider_choose_claude_elsewhere() =>
        Read(("LLM_BASE_URL", "http://127.0.0.1:9099"), ("LLM_PROVIDER", "anthropic"), ("ANTHROPIC_API_KEY", "k"))!
            .Vendor.ShouldBe(ModelVendor.Anthropic);

    [Theory]
    [InlineData("LLM_BASE_URL", "not a url", "LLM_BASE_URL")]
    [InlineData("LLM_BASE_URL", "ftp://x", "LLM_BASE_URL")]
    [InlineData("LLM_BASE_URL", "http://127.0.0.1:9099/v1", "LLM_MODEL")]
    [InlineData("LLM_PROVIDER", "mystery", "LLM_PROVIDER")]
    [InlineData("LLM_PROVIDER", "anthropic", "ANTHROPIC_API_KEY")]
    [InlineData("LLM_TIMEOUT", "soon", "LLM_TIMEOUT")]
    [InlineData("LLM_TIMEOUT", "0", "LLM_TIMEOUT")]
    [InlineData("LLM_EFFORT", "enormous", "LLM_EFFORT")]
    [InlineData("LLM_THINKING", "12", "LLM_THINKING")]
    [InlineData("LLM_THINKING", "deeply", "LLM_THINKING")]
    [InlineData("ANTHROPIC_API_KEY_FILE", "/nowhere/key", "ANTHROPIC_API_KEY_FILE")]
    public void A_wrong_value_is_one_clear_sentence(string name, string value, string names) =>
        Should
            .Throw<ModelSettingsException>(() =>
                name is "LLM_TIMEOUT" or "LLM_EFFORT" or "LLM_THINKING"
                    ? Read((name, value), ("ANTHROPIC_API_KEY", "k"))
                    : Read((name, value))
            )
            .Message.ShouldContain(names);

    [Fact]
    public void Whoever_sits_behind_a_url_is_given_time()
    {
        Read(("LLM_BASE_URL", "http://127.0.0.1:1"), ("LLM_MODEL", "m"))!.Timeout.ShouldBe(TimeSpan.FromMinutes(10));
        Read(("ANTHROPIC_API_KEY", "k"))!.Timeout.ShouldBe(TimeSpan.FromMinutes(2));
        Read(("ANTHROPIC_API_KEY", "k"), ("LLM_TIMEOUT", "7200"))!.Timeout.ShouldBe(TimeSpan.FromHours(2));
    }

    [Fact]
    public void Effort_and_thinking_are_left_to_the_model_unless_they_are_set()
    {
        Read(("ANTHROPIC_API_KEY", "k"))!.ShouldSatisfyAllConditions(s => s.Effort.ShouldBeNull(), s => s.Thinking.ShouldBeNull());
        var set = Read(("ANTHROPIC_API_KEY", "k"), ("LLM_EFFORT", "High"), ("LLM_THINKING", "4096"))!;
        set.Effort.ShouldBe("high");
        set.Thinking.ShouldBe(new ModelThinking(4096));
    }

    [Fact]
    public void A_secret_may_come_from_a_file_and_is_never_shown()
    {
        using var folder = new TemporaryFolder();
        var settings = Read(("ANTHROPIC_API_KEY_FILE", folder.Write("key", "very-secret\n")))!;
        settings.ApiKey.ShouldBe("very-secret");
        settings.ToString().ShouldNotContain("very-secret");
    }

    private static ModelSettings? Read(params (string Name, string Value)[] variables) =>
        ModelSettings.FromEnvironment(name => variables.FirstOrDefault(v => v.Name == name).Value);
}

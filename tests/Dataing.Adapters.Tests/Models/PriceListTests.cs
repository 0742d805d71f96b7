using Dataing.Adapters.Models;
using Dataing.Adapters.Tests.DataSources;
using Dataing.Core.Models;

namespace Dataing.Adapters.Tests.Models;

public sealed class PriceListTests
{
    [Theory]
    [InlineData("claude-sonnet-5-5", 2, 10)]
    [InlineData("claude-opus-5-5", 4, 20)]
    [InlineData("claude-haiku-4-5-20251001", 1, 5)]
    [InlineData("claude-opus-4-20250514", 15, 75)]
    [InlineData("Claude-Sonnet-5@latest", 2, 10)]
    public void Claudes_models_are_known(string model, double input, double output)
    {
        var prices = PriceList.BuiltIn.Of(model).ShouldNotBeNull();
        prices.Input.ShouldBe((decimal)input);
        prices.Output.ShouldBe((decimal)output);
        prices.CacheRead.ShouldBeLessThan(prices.Input);
        prices.CacheWrite.ShouldBe(prices.Input * 1.25m);
    }

    [Theory]
    [InlineData("claude-opus-5-9")]
    [InlineData("claude-sonnet-6")]
    [InlineData("llama3.3")]
    [InlineData("person")]
    [InlineData("")]
    public void The_price_of_another_model_is_not_guessed(string model) => PriceList.BuiltIn.Of(model).ShouldBeNull();

    [Fact]
    public void The_default_model_has_a_price() => PriceList.BuiltIn.Of(ModelSettings.DefaultClaude).ShouldNotBeNull();

    [Fact]
    public void Own_prices_stand_before_the_built_in_ones()
    {
        var list = Read(
            """{"my-model":{"input":1,"output":2},"claude-sonnet-5-5":{"input":3,"output":4,"cache_read":1,"cache_write":5}}"""
        );
        list.Of("my-model").ShouldBe(new ModelPrices(1, 2));
        list.Of("claude-sonnet-5-5").ShouldBe(new ModelPrices(3, 4, 1, 5));
        list.Of("claude-opus-5-5").ShouldNotBeNull();
    }

    [Fact]
    public void They_may_stand_in_a_file()
    {
        using var folder = new TemporaryFolder();
        Read(folder.Write("prices.json", """{"m":{"input":1,"output":2}}""")).Of("m").ShouldBe(new ModelPrices(1, 2));
    }

    [Theory]
    [InlineData("/nowhere/prices.json")]
    [InlineData("{")]
    [InlineData("""{"m":7}""")]
    [InlineData("""{"m":{"input":"1"}}""")]
    [InlineData("""{"m":{"input":-1,"output":2}}""")]
    [InlineData("""{"m":null}""")]
    public void A_wrong_list_is_one_clear_sentence(string given) =>
        Should.Throw<ModelSettingsException>(() => Read(given)).Message.ShouldContain("LLM_PRICES");

    private static PriceList Read(string given) =>
        PriceList.FromEnvironment(new SettingReader(name => name == "LLM_PRICES" ? given : null));
}

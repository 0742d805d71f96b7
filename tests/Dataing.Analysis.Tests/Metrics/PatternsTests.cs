using Dataing.Analysis.Metrics;

namespace Dataing.Analysis.Tests.Metrics;

public sealed class PatternsTests
{
    [Theory]
    [InlineData("^[A-Z]{2}[0-9]{3}$", "[A-Z][A-Z][0-9][0-9][0-9]")]
    [InlineData(@"^tag:\d{2}$", "tag:[0-9][0-9]")]
    [InlineData("abc", "*abc*")]
    [InlineData("^a.*z$", "a*z")]
    [InlineData(@"^a\.b$", "a.b")]
    [InlineData("^(a|b)$", null)]
    [InlineData("^[0-9]+$", null)]
    [InlineData("^[0-9", null)]
    public void A_plain_expression_becomes_a_glob_and_any_other_is_declined(string pattern, string? glob) =>
        Patterns.Glob(pattern).ShouldBe(glob);
}

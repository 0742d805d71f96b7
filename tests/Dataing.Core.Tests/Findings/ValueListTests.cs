using Dataing.Core.Findings;

namespace Dataing.Core.Tests.Findings;

public sealed class ValueListTests
{
    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "v0")]
    [InlineData(12, "v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11")]
    [InlineData(13, "v0, v1, v2, v3, v4, v5, v6, v7 and 5 more")]
    [InlineData(3_388, "v0, v1, v2, v3, v4, v5, v6, v7 and 3,380 more")]
    public void A_few_values_are_all_named_and_of_many_the_first(int count, string expected) =>
        ValueList.Of(Enumerable.Range(0, count).Select(i => $"v{i}")).ShouldBe(expected);
}

using Dataing.Analysis.Mechanisms;

namespace Dataing.Analysis.Tests.Mechanisms;

public sealed class SchemaDriftTests
{
    [Theory]
    [InlineData("tag:", 200, 2)]
    [InlineData("", 100, 100)]
    public void A_few_odd_values_do_not_hide_the_beginning_of_all_others(string shared, int tagged, int odd)
    {
        string[] values =
        [
            .. Enumerable.Range(0, tagged).Select(i => $"tag:{i * 7919 % 1000:x3}"),
            .. Enumerable.Range(0, odd).Select(i => $"{i}?"),
        ];

        SchemaDrift.MostlyShared(values).ShouldBe(shared);
    }
}

using Dataing.Analysis.Mechanisms;

namespace Dataing.Analysis.Tests.Mechanisms;

public sealed class DefaultFillTests
{
    [Theory]
    [InlineData("N/A", true)]
    [InlineData(" unknown ", true)]
    [InlineData("99999.0", true)]
    [InlineData("0.00", true)]
    [InlineData("-1", true)]
    [InlineData("99999.5", false)]
    [InlineData("1e400", false)]
    [InlineData("", true)]
    [InlineData(null, false)]
    public void A_filler_is_one_however_its_number_is_spelt(string? value, bool expected) => DefaultFill.IsFiller(value).ShouldBe(expected);
}

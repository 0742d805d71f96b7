using Dataing.Core.DataSources;

namespace Dataing.Core.Tests.DataSources;

public sealed class ExactDecimalTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-12.50", "-12.50")]
    [InlineData("0.00012", "0.00012")]
    [InlineData(".5", "0.5")]
    [InlineData("1e3", "1000")]
    [InlineData("1.5E-3", "0.0015")]
    [InlineData("12345678901234567890123456789012345678.1234", "12345678901234567890123456789012345678.1234")]
    public void Reads_and_writes_every_digit(string text, string expected)
    {
        ExactDecimal.TryParse(text, out var value).ShouldBeTrue();
        value.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData("NaN")]
    [InlineData("1e999999999")]
    public void Refuses_what_is_not_a_decimal(string text) => ExactDecimal.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Compares_by_value_not_by_scale()
    {
        var a = new ExactDecimal(150, 2);
        var b = new ExactDecimal(15, 1);
        a.CompareTo(b).ShouldBe(0);
        (a > new ExactDecimal(1, 0)).ShouldBeTrue();
    }
}

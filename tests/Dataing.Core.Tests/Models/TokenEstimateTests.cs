using System.Text;
using Dataing.Core.Models;

namespace Dataing.Core.Tests.Models;

public sealed class TokenEstimateTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("select one two", 4)]
    [InlineData("Order", 2)]
    [InlineData("名前が空です", 18)] // by bytes
    [InlineData("😀👩‍👩‍👧", 22)]
    [InlineData("aGVsbG8gd29ybGQ", 15)] // nobody speaks Base64
    [InlineData("0x5f3759df", 10)]
    [InlineData("123456", 6)]
    [InlineData("bcdfghjkl", 9)]
    public void Whatever_is_no_plain_word_counts_by_its_bytes(string text, long expected) => TokenEstimate.Of(text).ShouldBe(expected);

    /// <summary>A token holds at least a byte, so no vendor can count more than that.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_text_of_other_scripts_or_noise_can_take_more_than_is_estimated(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (var i = 0; i < 500; i++)
            text.Append(new Rune(random.Next(2) == 0 ? random.Next(0x4E00, 0x9FFF) : random.Next(0x1F300, 0x1F9FF)));
        var all = text + Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ToString()));
        TokenEstimate.Of(all).ShouldBeGreaterThanOrEqualTo((long)(Encoding.UTF8.GetByteCount(all) * 0.98));
    }

    [Fact]
    public void Half_of_a_text_and_the_other_half_are_at_least_the_whole()
    {
        const string Text = "SELECT count(*) AS n FROM orders WHERE user_id IS NULL";
        for (var at = 0; at <= Text.Length; at++)
            (TokenEstimate.Of(Text[..at]) + TokenEstimate.Of(Text[at..])).ShouldBeGreaterThanOrEqualTo(TokenEstimate.Of(Text) - 1);
    }
}

using Dataing.Analysis.Mechanisms;
using Dataing.Analysis.Mechanisms.Anatomy;

namespace Dataing.Analysis.Tests.Mechanisms;

public sealed class TruncationTests
{
    /// <summary>Addresses of 12 to 24 letters that never repeat, of which a part is cut to ten.</summary>
    [Theory]
    [InlineData(0.9, true)]
    [InlineData(0.5, true)]
    [InlineData(0.2, false)]
    public void Texts_that_never_repeat_may_be_cut_in_a_part_of_the_rows(double cut, bool piles)
    {
        static string Text(int i) => $"name{i}@" + new string('m', 6 + i % 12);
        ValueCount[] before = [.. Enumerable.Range(100, 200).Select(i => new ValueCount(Text(i), 1, 0))];
        ValueCount[] now = [.. Enumerable.Range(300, 200).Select(i => new ValueCount(i - 300 < cut * 200 ? Text(i)[..10] : Text(i), 0, 1))];

        Truncation.IsPile(before, now, 10).ShouldBe(piles);
    }

    [Fact]
    public void One_value_of_one_length_is_no_cut()
    {
        ValueCount[] before = [.. Enumerable.Range(100, 200).Select(i => new ValueCount($"name{i}@mail.example", 1, 0))];

        Truncation.IsPile(before, [new ValueCount("unknown", 0, 200)], 7).ShouldBeFalse();
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("v2-", false)]
    public void Ids_that_never_repeat_begin_like_each_other_also_when_they_are_cut(string added, bool alike)
    {
        var random = new Random(7);
        string Id(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => "0123456789abcdef"[random.Next(16)]));
        // The first 200 by the alphabet, of twenty thousand before and of three thousand now.
        ValueCount[] before = [.. Seen(20_000, () => Id(10)), new("ef8c0befae", 2, 0)];
        ValueCount[] now = [.. Seen(3_000, () => added + Id(6))];

        Truncation.BeginAlike(before, now).ShouldBe(alike);

        static IEnumerable<ValueCount> Seen(int rows, Func<string> id) =>
            Enumerable.Range(0, rows).Select(_ => id()).Order(StringComparer.Ordinal).Take(200).Select(v => new ValueCount(v, 1, 1));
    }
}

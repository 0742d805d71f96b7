using Dataing.Analysis.Localisation;
using Dataing.Analysis.Timing;
using Dataing.Core.Alerts;

namespace Dataing.Analysis.Tests.Timing;

public sealed class ShiftedHoursTests
{
    private static readonly DateTime Monday = new(2025, 3, 3);

    /// <summary>Hours by which times move, minutes of the day at which that begins, share of the rows that is hit.</summary>
    public static TheoryData<int, int, double> Cases =>
        new()
        {
            { 5, 0, 1 },
            { 5, 7 * 60, 1 },
            { -5, 7 * 60 + 30, 1 },
            { 2, 14 * 60 + 20, 1 },
            { -2, 23 * 60 + 45, 1 },
            { 8, 3 * 60 + 10, 1 },
            { -1, 12 * 60, 1 },
            { 3, 10 * 60, 0.5 },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_moment_is_seen_in_the_counts_by_hour(int hours, int minute, double share)
    {
        var onset = Monday.AddDays(40).AddMinutes(minute);

        var (from, to) = ShiftedHours.Find(Counted(hours, onset, share, new Random(5)), hours).ShouldNotBeNull();

        onset.ShouldBeInRange(from, to);
        (to - from).ShouldBeLessThanOrEqualTo(TimeSpan.FromHours(2));
    }

    [Fact]
    public void Counts_that_did_not_move_tell_no_moment() =>
        ShiftedHours.Find(Counted(0, Monday.AddDays(40), 1, new Random(5)), 5).ShouldBeNull();

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public void Late_rows_put_back_begin_at_the_moment_they_were_written(int hours)
    {
        // From step 50 on every row is shifted; 10 rows a step.
        var stamped = new double[100];
        var late = new double[100];
        for (var written = 0; written < 100; written++)
        {
            var at = written < 50 ? written : written + hours;
            if (at is < 0 or >= 100)
                continue;
            stamped[at] += 10;
            // Times stamped too early make the lag longer; those stamped too late make it shorter.
            late[at] += (written >= 50) == (hours < 0) ? 10 : 0;
        }
        var series = new Series(Grain.Hour, Monday, [.. stamped.Zip(late, (n, l) => new Bucket(n, l, n, 0))]);

        var right = ShiftedHours.SetRight(series, -hours);

        right.Buckets.Take(50).ShouldAllBe(b => b.Numerator == 0 && b.Denominator == 10);
        right.Buckets.Skip(50).Take(45).ShouldAllBe(b => b.Numerator == 10 && b.Denominator == 10);
    }

    private static Timeline Counted(int hours, DateTime onset, double share, Random random)
    {
        var rows = new double[50 * 24];
        for (var hour = 0; hour < rows.Length; hour++)
        {
            var count = (int)(40 * (1 + 0.7 * Math.Sin((hour % 24 - 8) * Math.PI / 12)) + 8 * (random.NextDouble() - 0.5));
            for (var i = 0; i < count; i++)
            {
                var written = Monday.AddHours(hour + random.NextDouble());
                var stamped = written >= onset && random.NextDouble() < share ? written.AddHours(hours) : written;
                var step = (int)(stamped - Monday).TotalHours;
                if (step >= 0 && step < rows.Length)
                    rows[step]++;
            }
        }
        var series = new Series(Grain.Hour, Monday, [.. rows.Select(n => new Bucket(n, n, n, 0))]);
        var baseline = new Baseline([.. rows], [.. rows.Select(_ => 1.0)], false, 0);
        return new Timeline
        {
            Form = MetricForm.Count,
            Coarse = series,
            Baseline = baseline,
            Fine = series,
            FineBaseline = baseline,
            Episodes = [],
            OnsetFrom = onset.Date.AddDays(-1),
            OnsetTo = onset.Date.AddDays(1),
            WindowFrom = onset.Date,
            WindowTo = series.End,
            Ongoing = true,
        };
    }
}

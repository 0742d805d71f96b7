using Dataing.Analysis.Localisation;
using Dataing.Analysis.Timing;
using Dataing.Core.Alerts;

namespace Dataing.Analysis.Tests.Timing;

public sealed class OnsetTests
{
    private static readonly DateTime Monday = new(2025, 3, 3);

    /// <summary>What is done to the series, rows an hour, and the moment it begins on day 50: hour and minute.</summary>
    public static TheoryData<string, double, int, int> Cases =>
        new()
        {
            { "nulls", 60, 14, 0 },
            { "nulls", 60, 14, 25 },
            { "nulls", 60, 14, 50 },
            { "nulls", 400, 0, 58 },
            { "nulls", 20, 9, 40 },
            { "half nulls", 80, 3, 35 },
            { "nulls every other hour", 60, 13, 20 },
            { "outage", 60, 14, 0 },
            { "outage", 60, 14, 30 },
            { "outage", 200, 6, 45 },
            { "half outage", 300, 10, 30 },
            { "doubled", 100, 10, 50 },
            { "mean", 100, 11, 30 },
            { "mean", 300, 23, 50 },
            { "mean with a daily cycle", 200, 7, 30 },
            { "mean with a daily cycle, by a factor", 30, 2, 20 },
            { "spike", 100, 15, 10 },
            { "gap", 100, 11, 40 },
            { "outage after a holiday in the history", 100, 12, 30 },
            { "to the end of the data", 100, 16, 30 },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_onset_is_held_by_two_hours(string story, double rows, int hour, int minute)
    {
        var onset = Monday.AddDays(50).AddHours(hour).AddMinutes(minute);
        var misses = new List<string>();
        for (var seed = 1; seed <= 12; seed++)
        {
            var timeline = Analyse(story, rows, onset, new Random(seed));
            if (!(timeline.Borne && timeline.OnsetFrom <= onset && onset <= timeline.OnsetTo && Hours(timeline) <= 2))
                misses.Add($"{seed}: {timeline.OnsetFrom:dd HH:mm} to {timeline.OnsetTo:dd HH:mm}");
        }

        misses.Count.ShouldBeLessThanOrEqualTo(1, string.Join("; ", misses));
    }

    [Theory]
    [InlineData("half nulls", 3.0)]
    [InlineData("half outage", 4.0)]
    public void Where_hours_are_too_thin_the_onset_is_held_by_two_days(string story, double rows)
    {
        var onset = Monday.AddDays(50).AddHours(9).AddMinutes(20);
        var misses = new List<string>();
        for (var seed = 1; seed <= 12; seed++)
        {
            var timeline = Analyse(story, rows, onset, new Random(seed));
            var held = timeline.OnsetFrom <= onset && onset <= timeline.OnsetTo && Hours(timeline) <= 48;
            if (timeline.Borne && !held)
                misses.Add($"{seed}: {timeline.OnsetFrom:dd HH:mm} to {timeline.OnsetTo:dd HH:mm}");
        }

        misses.Count.ShouldBeLessThanOrEqualTo(1, string.Join("; ", misses));
    }

    [Theory]
    [InlineData("nothing", 60)]
    [InlineData("nothing", 2)]
    [InlineData("a holiday in the history", 60)]
    public void Weekends_cycles_and_noise_are_no_incident(string story, double rows)
    {
        var borne = Enumerable
            .Range(1, 20)
            .Count(seed => Analyse(story, rows, Monday.AddDays(50).AddHours(12), new Random(seed)) is { Borne: true });

        borne.ShouldBeLessThanOrEqualTo(1);
    }

    private static double Hours(Timeline timeline) => (timeline.OnsetTo - timeline.OnsetFrom).TotalHours;

    /// <summary>Sixty days by hour: quiet nights and weekends, Poisson rows, and the story from the onset on.</summary>
    private static Timeline Analyse(string story, double usual, DateTime onset, Random random)
    {
        var end =
            story == "to the end of the data" ? Monday.AddDays(60)
            : story is "spike" or "gap" ? onset.AddHours(6)
            : onset.AddDays(3);
        var form =
            story.Contains("null", StringComparison.Ordinal) || story == "to the end of the data" ? MetricForm.Rate
            : story.StartsWith("mean", StringComparison.Ordinal) ? MetricForm.Mean
            : MetricForm.Count;
        var buckets = new Dictionary<DateTime, Bucket>();
        for (var at = Monday; at < Monday.AddDays(60); at = at.AddHours(1))
        {
            if (story.EndsWith("every other hour", StringComparison.Ordinal) && at.Hour % 2 == 1)
                continue;
            var hit = Math.Clamp((at.AddHours(1) - onset).TotalHours, 0, 1) * Math.Clamp((end - at).TotalHours, 0, 1);
            var expected =
                usual * Cycle(at) * (story.Contains("holiday", StringComparison.Ordinal) && at.Date == Monday.AddDays(43) ? 0.3 : 1);
            buckets[at] = form switch
            {
                MetricForm.Rate => Rate(Poisson(random, expected), story == "half nulls" ? 0.5 : 0.9, hit, random),
                MetricForm.Mean => Mean(
                    Poisson(random, expected),
                    story.Contains("cycle", StringComparison.Ordinal) ? at.Hour : 0,
                    story.EndsWith("factor", StringComparison.Ordinal),
                    hit,
                    random
                ),
                _ => Count(Poisson(random, expected * (1 + hit * (Factor(story) - 1)))),
            };
        }
        return TimelineAnalysis.Analyse(Series.From(Grain.Hour, buckets), form, new AlertPeriod(onset.Date, onset.Date.AddDays(2)));
    }

    private static double Factor(string story) =>
        story switch
        {
            _ when story.StartsWith("half outage", StringComparison.Ordinal) => 0.5,
            _ when story.StartsWith("outage", StringComparison.Ordinal) => 0.1,
            "gap" => 0,
            "doubled" => 2,
            "spike" => 4,
            _ => 1,
        };

    private static double Cycle(DateTime at) =>
        (at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.6 : 1) * (1 + 0.5 * Math.Sin((at.Hour - 8) * Math.PI / 12));

    private static Bucket Count(int rows) => new(rows, rows, rows, 0);

    private static Bucket Rate(int rows, double share, double hit, Random random)
    {
        var nulls = Enumerable.Range(0, rows).Count(_ => random.NextDouble() < (random.NextDouble() < hit ? share : 0.004));
        return new Bucket(rows, nulls, rows, nulls);
    }

    /// <summary>Values about 50, scattering by 10, and by half more once hit.</summary>
    private static Bucket Mean(int rows, int hour, bool byFactor, double hit, Random random)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < rows; i++)
        {
            var usual = 50 + (byFactor ? 25 : 8) * Math.Sin(hour * Math.PI / 12) + 10 * Normal(random);
            var value = random.NextDouble() >= hit ? usual : usual + (byFactor ? 0.5 * usual : 25);
            (sum, squares) = (sum + value, squares + value * value);
        }
        return new Bucket(rows, sum, rows, squares);
    }

    private static int Poisson(Random random, double mean) =>
        mean > 40 ? Math.Max(0, (int)Math.Round(mean + Math.Sqrt(mean) * Normal(random))) : Thin(random, mean);

    private static int Thin(Random random, double mean)
    {
        var count = 0;
        for (var product = random.NextDouble(); product > Math.Exp(-mean); product *= random.NextDouble())
            count++;
        return count;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

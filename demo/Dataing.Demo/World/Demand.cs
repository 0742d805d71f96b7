namespace Dataing.Demo.World;

/// <summary>When customers come: weekday and hour rhythm per region, slow growth, noise by day and by hour.</summary>
internal sealed class Demand(double perDay, double growthPerWeek, double campaignLift)
{
    private static readonly double[] Weekdays = [0.95, 0.93, 0.94, 0.97, 1.06, 1.14, 1.01];

    // Ties are broken so that the order never hangs on how a runtime sorts.
    private static readonly Comparer<Arrival> ByTime = Comparer<Arrival>.Create(
        (left, right) =>
            left.Second != right.Second ? left.Second.CompareTo(right.Second) : string.CompareOrdinal(left.Country.Code, right.Country.Code)
    );

    /// <summary>Every arrival in order of time; those that only the campaign brings are marked.</summary>
    public List<Arrival> Draw(DemoRandom random)
    {
        var arrivals = new List<Arrival>((int)(perDay * DemoCalendar.Days * 1.2));
        var dayNoise = 1.0;
        for (var hour = DemoCalendar.Start; hour < DemoCalendar.End; hour += DemoCalendar.Hour)
        {
            if (hour % DemoCalendar.Day == 0)
                dayNoise = Math.Exp(0.025 * random.Gaussian());

            var from = arrivals.Count;
            var noise = dayNoise * Math.Exp(0.03 * random.Gaussian());
            foreach (var region in Geography.Regions)
            {
                var expected = Expected(region, hour) * noise;
                Add(arrivals, random, region, hour, expected, campaign: false);
                if (Campaign.Covers(hour))
                    Add(arrivals, random, region, hour, expected * campaignLift, campaign: true);
            }

            arrivals.Sort(from, arrivals.Count - from, ByTime);
        }

        return arrivals;
    }

    private static void Add(List<Arrival> arrivals, DemoRandom random, Region region, int hour, double expected, bool campaign)
    {
        for (var left = random.Poisson(expected); left > 0; left--)
            arrivals.Add(new Arrival(hour + random.Below(DemoCalendar.Hour), region.PickCountry(random), campaign));
    }

    private double Expected(Region region, int hour)
    {
        var weeks = (hour - DemoCalendar.Start) / (7.0 * DemoCalendar.Day);
        return perDay
            * Math.Pow(1 + growthPerWeek, weeks)
            * Weekdays[DemoCalendar.WeekdayOf(hour)]
            * region.Share
            * Geography.HourShare(region, hour / DemoCalendar.Hour % 24);
    }
}

/// <summary>One customer's act: when, and from where.</summary>
internal readonly record struct Arrival(int Second, Country Country, bool Campaign);

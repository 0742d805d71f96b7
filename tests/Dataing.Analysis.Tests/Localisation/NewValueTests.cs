using System.Globalization;
using Dataing.Analysis.Localisation;

namespace Dataing.Analysis.Tests.Localisation;

public sealed class NewValueTests
{
    /// <summary>Rows of a value that nobody saw before are the cause, however thinly other columns tear them apart and wherever they fall in those.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    public void Rows_of_a_new_value_are_found_among_thin_leaves(int seed)
    {
        var random = new Random(seed);
        var rows = new Dictionary<(string Agent, int Device, int Heat, int Power), double[]>();
        for (var period = 0; period <= 5; period++)
        {
            for (var i = 0; i < 11_000; i++)
                Count("", random.Next(12));
            for (var i = 0; period == 0 && i < 3_500; i++)
                Count("HeadlessChrome/119", 3 + random.Next(2));

            void Count(string agent, int device)
            {
                var key = (agent, device, random.Next(12), random.Next(12));
                if (!rows.TryGetValue(key, out var counts))
                    rows[key] = counts = new double[6];
                counts[period]++;
            }
        }
        var builder = new LeafTableBuilder(["agent", "device", "heat", "power"], 5, new HashSet<string> { "device", "heat", "power" });
        foreach (var (key, counts) in rows)
            builder.Add(
                [key.Agent == "" ? null : key.Agent, Code(key.Device), Code(key.Heat), Code(key.Power)],
                (counts[0], counts[0], 0),
                [.. counts.Skip(1).Select(c => (c, c, 0.0))]
            );

        var findings = SegmentSearch.Find(builder.Build(), MetricForm.Count, SegmentSearchOptions.Default);

        findings.Causes[0].Conditions.ShouldContain(c => c.Column == "agent" && c.Values.Contains("HeadlessChrome/119"));
        findings.Causes[0].After.ShouldBe(3_500);
    }

    private static string Code(int bin) => bin.ToString("00", CultureInfo.InvariantCulture);
}

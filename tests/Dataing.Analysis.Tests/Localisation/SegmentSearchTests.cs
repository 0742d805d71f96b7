using Dataing.Analysis.Localisation;
using Dataing.Bench.Segments.Worlds;

namespace Dataing.Analysis.Tests.Localisation;

public sealed class SegmentSearchTests
{
    private static readonly int[] Seeds = [1, 2, 3, 4, 5, 6];

    [Fact]
    public void The_order_of_leaves_changes_nothing()
    {
        foreach (var world in Worlds())
            Text(Shuffled(world.Table), world.Form).ShouldBe(Text(world.Table, world.Form));
    }

    [Fact]
    public void The_unit_of_an_amount_changes_nothing()
    {
        foreach (var world in Seeds.Select(s => ForecastWorlds.Make(s)))
            Text(Scaled(world.Table, 1000), world.Form).ShouldBe(Text(world.Table, world.Form));
    }

    [Fact]
    public void A_dimension_that_has_nothing_to_do_with_it_changes_no_rows()
    {
        foreach (var world in Seeds.Select(s => RateWorlds.Make(s)))
        {
            var wider = WithIrrelevantDimension(world.Table);
            Text(wider, world.Form).ShouldBe(Text(world.Table, world.Form));
        }
    }

    [Fact]
    public void A_renaming_is_one_drop_and_one_equal_rise()
    {
        var builder = new LeafTableBuilder(["status", "country"], periods: 4);
        foreach (var country in new[] { "DE", "FR", "US", "BR", "IN" })
        {
            Add(builder, ["paid", country], 0, 300);
            Add(builder, ["settled", country], 300, 0);
            Add(builder, ["open", country], 200, 200);
            Add(builder, ["refunded", country], 50, 50);
        }
        var causes = SegmentSearch.Find(builder.Build(), MetricForm.Count, SegmentSearchOptions.Default).Causes;
        causes
            .Select(c => (c.Conditions.Single().Values.Single(), Math.Sign(c.Excess)))
            .ShouldBe([("paid", -1), ("settled", 1)], ignoreOrder: true);
        causes.Sum(c => c.Excess).ShouldBe(0, 30);
    }

    [Fact]
    public void Two_causes_that_cancel_in_the_total_are_both_found()
    {
        var findings = SegmentSearch.Find(Channels(("web", 100), ("app", 500)), MetricForm.Count, SegmentSearchOptions.Default);
        findings.Verdict.ShouldBe(SegmentVerdict.Segments);
        findings.Causes.Select(c => c.Conditions.Single().Values.Single()).ShouldBe(["app", "web"], ignoreOrder: true);
    }

    [Fact]
    public void Hours_that_dip_together_are_one_range()
    {
        var builder = new LeafTableBuilder(["hour", "country"], periods: 5, new HashSet<string> { "hour" });
        for (var hour = 0; hour < 24; hour++)
            foreach (var country in new[] { "DE", "FR", "US" })
                Add(builder, [$"{hour}", country], hour is >= 6 and <= 11 ? 4 : 80 + hour, 80 + hour);
        var cause = SegmentSearch.Find(builder.Build(), MetricForm.Count, SegmentSearchOptions.Default).Causes.ShouldHaveSingleItem();
        var condition = cause.Conditions.ShouldHaveSingleItem();
        condition.IsRange.ShouldBeTrue();
        condition.Values.ShouldBe(["6", "7", "8", "9", "10", "11"]);
    }

    [Fact]
    public void Columns_that_name_the_same_rows_are_aliases()
    {
        var builder = new LeafTableBuilder(["region", "currency", "device"], periods: 4);
        foreach (var (region, currency) in new[] { ("EU", "EUR"), ("US", "USD"), ("UK", "GBP"), ("JP", "JPY") })
        foreach (var device in new[] { "a", "b", "c" })
            Add(builder, [region, currency, device], region == "EU" ? 20 : 400, 400);
        var cause = SegmentSearch.Find(builder.Build(), MetricForm.Count, SegmentSearchOptions.Default).Causes.ShouldHaveSingleItem();
        var names = cause.Aliases.Select(a => a.Single().Column).Append(cause.Conditions.Single().Column);
        names.ShouldBe(["region", "currency"], ignoreOrder: true);
    }

    [Fact]
    public void A_null_that_appeared_is_named_as_null()
    {
        var builder = new LeafTableBuilder(["source", "country"], periods: 4);
        foreach (var country in new[] { "DE", "FR", "US" })
        {
            Add(builder, [null, country], 150, 0);
            Add(builder, ["shop", country], 300, 300);
            Add(builder, ["app", country], 320, 320);
        }
        var cause = SegmentSearch.Find(builder.Build(), MetricForm.Count, SegmentSearchOptions.Default).Causes.ShouldHaveSingleItem();
        cause.Conditions.Single().Values.ShouldBe([null]);
        cause.Before.ShouldBe(0);
    }

    [Fact]
    public void A_mean_whose_unit_changed_in_one_segment()
    {
        var chance = new Chance(5);
        var builder = new LeafTableBuilder(["vendor", "country"], periods: 4).WithSquares();
        foreach (var vendor in new[] { "a", "b", "c", "d" })
        foreach (var country in new[] { "DE", "FR", "US" })
        {
            (double, double, double) Rows(double factor)
            {
                double[] values = [.. Enumerable.Range(0, 200).Select(_ => factor * (50 + 20 * chance.Normal()))];
                return (values.Sum(), values.Length, values.Sum(v => v * v));
            }
            builder.Add([vendor, country], Rows(vendor == "c" ? 100 : 1), Rows(1), Rows(1), Rows(1), Rows(1));
        }
        var cause = SegmentSearch.Find(builder.Build(), MetricForm.Mean, SegmentSearchOptions.Default).Causes.ShouldHaveSingleItem();
        cause.Conditions.Single().Values.ShouldBe(["c"]);
        cause.Shift.ShouldBe(100, 10);
    }

    [Fact]
    public void Eight_wide_dimensions_are_searched_by_what_occurs()
    {
        var chance = new Chance(11);
        var names = Enumerable.Range(0, 8).Select(i => $"c{i}").ToArray();
        var builder = new LeafTableBuilder(names, periods: 3);
        for (var i = 0; i < 6000; i++)
        {
            string?[] values = [.. names.Select(_ => $"v{(int)(150 * Math.Pow(chance.Uniform(0, 1), 2))}")];
            var mean = chance.Uniform(2, 12);
            var hit = values[2] == "v0" && values[5] is "v0" or "v1" && values[2] == "v0";
            builder.Add(values, (chance.Poisson(hit ? mean * 0.1 : mean), 1, 0), Past(), Past(), Past());
            (double, double, double) Past() => (chance.Poisson(mean), 1, 0);
        }
        var cause = SegmentSearch.Find(builder.Build(), MetricForm.Count, SegmentSearchOptions.Default).Causes.ShouldHaveSingleItem();
        cause.Conditions.Select(c => c.Column).ShouldBe(["c2", "c5"]);
        cause.Conditions[1].Values.ShouldBe(["v0", "v1"]);
    }

    [Fact]
    public void Nothing_at_all_is_quiet()
    {
        foreach (var form in Enum.GetValues<MetricForm>())
            StaysQuiet(form);
    }

    private static void StaysQuiet(MetricForm form)
    {
        var none = new LeafMeasures([], []);
        var empty = new LeafTable(
            [new SegmentDimension("a", [])],
            [
                [],
            ],
            none,
            [none]
        );
        SegmentSearch.Find(empty, form, SegmentSearchOptions.Default).Verdict.ShouldBe(SegmentVerdict.Quiet);
        var zero = new LeafMeasures([0, 0], [0, 0]);
        var zeros = new LeafTable(
            [new SegmentDimension("a", ["x", null])],
            [
                [0, 1],
            ],
            zero,
            [zero, zero, zero]
        );
        SegmentSearch.Find(zeros, form, SegmentSearchOptions.Default).Verdict.ShouldBe(SegmentVerdict.Quiet);
    }

    private static void Add(LeafTableBuilder builder, string?[] values, double incident, double usual)
    {
        (double, double, double) Rows(double count) => (count, count, 0);
        var past = Enumerable.Range(0, 5).Select(i => Rows(Math.Round(usual * (1 + 0.02 * ((i % 3) - 1))))).ToArray();
        builder.Add(values, Rows(incident), past.AsSpan(0, builder.Periods));
    }

    private static LeafTable Channels(params (string Channel, double Count)[] incident)
    {
        var builder = new LeafTableBuilder(["channel", "country"], periods: 5);
        foreach (var channel in new[] { "web", "app", "shop", "phone", "mail" })
        foreach (var country in new[] { "DE", "FR", "US", "BR" })
            Add(
                builder,
                [channel, country],
                incident.FirstOrDefault(i => i.Channel == channel) is { Channel: not null } hit ? hit.Count : 300,
                300
            );
        return builder.Build();
    }

    private static IEnumerable<SegmentWorld> Worlds() =>
        Seeds.SelectMany(s => new[] { ForecastWorlds.Make(s), CountWorlds.Make(s), RateWorlds.Make(s) });

    private static string Text(LeafTable table, MetricForm form) =>
        string.Join(
            " | ",
            SegmentSearch
                .Find(table, form, SegmentSearchOptions.Default)
                .Causes.Select(c => string.Join('&', c.Conditions.Select(x => $"{x.Dimension}={string.Join(',', x.Codes)}")))
                .Order()
        );

    private static LeafTable Shuffled(LeafTable table)
    {
        var order = Enumerable.Range(0, table.Count).ToArray();
        new Random(17).Shuffle(order);
        return Remade(
            table,
            table.Dimensions,
            [.. table.Codes.Select(c => order.Select(i => c[i]).ToArray())],
            v => [.. order.Select(i => v[i])]
        );
    }

    private static LeafTable Scaled(LeafTable table, double by) =>
        Remade(table, table.Dimensions, table.Codes, v => [.. v.Select(x => x * by)]);

    private static LeafTable WithIrrelevantDimension(LeafTable table) =>
        Remade(
            table,
            [.. table.Dimensions, new SegmentDimension("irrelevant", ["p", "q", "r"])],
            [.. table.Codes, [.. Enumerable.Range(0, table.Count).Select(i => i * 7919 % 3)]],
            v => v
        );

    private static LeafTable Remade(
        LeafTable table,
        IReadOnlyList<SegmentDimension> dimensions,
        int[][] codes,
        Func<double[], double[]> map
    )
    {
        LeafMeasures Map(LeafMeasures m) => new(map(m.Numerator), map(m.Denominator));
        return new LeafTable(dimensions, codes, Map(table.Incident), [.. table.Baseline.Select(Map)], table.Exposure);
    }
}

using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Timing;
using Dataing.Analysis.Wording;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Dialects;
using Dataing.Sql.Rendering;

namespace Dataing.Analysis.Tests.Dimensions;

public sealed class FacetTests
{
    private static readonly ColumnSchema Booked = new("booked_at", LogicalType.Timestamp, "TIMESTAMP");
    private static readonly ColumnSchema Ticket = new("ticket", LogicalType.String, "VARCHAR");

    /// <summary>How many values the first one, two, three … characters have.</summary>
    [Theory]
    [InlineData(new double[] { 3, 3, 3, 30, 300, 3000 }, 3)] // EU-000412
    [InlineData(new double[] { 3, 3, 30, 300, 3000, 9000 }, 2)] // KX30483
    [InlineData(new double[] { 1, 1, 4, 40, 400, 4000 }, 4)] // P-0 to P-3: a range of the numbering
    [InlineData(new double[] { 16, 256, 4096, 9000, 9000, 9000 }, null)] // drawn by lot
    [InlineData(new double[] { 1, 1, 1, 1, 1, 1 }, null)]
    [InlineData(new double[] { 900, 9000, 9000, 9000, 9000, 9000 }, null)]
    public void A_prefix_ends_where_numbering_begins(double[] values, int? expected) => FacetFinder.PrefixLength(values).ShouldBe(expected);

    /// <summary>How many values the first one, two, three … characters have, and each of them by itself.</summary>
    [Theory]
    [InlineData(new double[] { 4, 4, 12, 120, 1200, 9000 }, new double[] { 4, 5, 3, 10, 10, 10 }, new[] { 3 })] // DEX4107733
    [InlineData(new double[] { 3, 3, 3, 30, 300, 3000 }, new double[] { 3, 3, 1, 10, 10, 10 }, new int[0])] // EU-000412
    [InlineData(new double[] { 1, 1, 4, 40, 400, 4000 }, new double[] { 1, 1, 4, 10, 10, 10 }, new int[0])] // P-0412: nothing before it
    [InlineData(new double[] { 2, 6, 6, 18, 180, 1800 }, new double[] { 2, 3, 1, 3, 10, 10 }, new[] { 2, 4 })]
    public void A_code_within_an_id_goes_with_different_beginnings(double[] prefixes, double[] characters, int[] expected) =>
        FacetFinder.Positions(prefixes, characters).ShouldBe(expected);

    /// <summary>How many values the last one, two, three … characters have.</summary>
    [Theory]
    [InlineData(new double[] { 1, 1, 1, 1, 4, 4, 4, 40, 120, 120 }, 7)] // txn_20250413_s2.csv
    [InlineData(new double[] { 4, 4, 40, 80, 90, 90 }, 2)] // 25104-1
    [InlineData(new double[] { 10, 100, 900, 900, 900, 900 }, null)]
    [InlineData(new double[] { 1, 1, 1, 1, 1, 1 }, null)]
    public void The_end_of_a_loads_name_stops_where_the_load_itself_is_named(double[] values, int? expected) =>
        FacetFinder.SuffixLength(values).ShouldBe(expected);

    /// <summary>Engines that keep times as text give the day of a text as text, and that of a number as a number.</summary>
    [Theory]
    [InlineData(true, "'1'")]
    [InlineData(false, "1")]
    public void A_weekday_is_compared_with_what_it_is(bool isText, string expected)
    {
        var weekday = new Facet.Weekday(new TimeAxis("started", isText ? TimeShape.Text : TimeShape.EpochSeconds, SqlDialect.Sqlite));

        SqlRenderer.Render(weekday.Literal("1"), SqlDialect.Sqlite).ShouldBe(expected);
    }

    [Theory]
    [InlineData("2 5 15 16 17", "15 16 17")]
    [InlineData("15 16 17 23", "15 16 17 23")] // as many rows as the others
    [InlineData("0 1 2 22", "0 1 2 22")]
    [InlineData("5", "5")]
    public void Hours_that_hardly_have_rows_are_named_beside_others_only(string named, string expected)
    {
        double[] night = [1, 1, 1, 0, 1, 2];
        var rows = Enumerable
            .Range(0, 24)
            .Select(h => new MarginalValue($"{h}", default, new Bucket(h < night.Length ? night[h] : 90, 0, 0, 0)))
            .ToList();

        LoneHours.Without(named.Split(' '), rows).ShouldBe(expected.Split(' '));
    }

    [Fact]
    public void A_text_no_longer_than_the_end_asked_for_is_taken_whole() =>
        SqlRenderer
            .Render(Facet.Suffix.End(Term.Column("t", "load_id"), 11, SqlDialect.DuckDb), SqlDialect.DuckDb)
            .ShouldBe("CASE WHEN length(t.load_id) > 11 THEN substr(t.load_id, length(t.load_id) - 10, 11) ELSE t.load_id END");

    [Fact]
    public void Codes_and_ends_are_patterns_where_no_wildcard_forbids_it()
    {
        Figures
            .Condition(new Dimension { Column = Ticket, Facet = new Facet.Character(3) }.Described(["X"]))
            .ShouldBe("ticket like '__X%'");
        Figures
            .Condition(new Dimension { Column = Ticket, Facet = new Facet.Suffix(2, SqlDialect.Sqlite) }.Described(["-1"]))
            .ShouldBe("ticket like '%-1'");
        Figures
            .Condition(new Dimension { Column = Ticket, Facet = new Facet.Suffix(3, SqlDialect.Sqlite) }.Described(["_s1"]))
            .ShouldBe("right(ticket, 3) = '_s1'");
    }

    [Fact]
    public void One_prefix_is_a_pattern_several_are_a_list_of_beginnings()
    {
        var dimension = new Dimension { Column = Ticket, Facet = new Facet.Prefix(3) };

        Figures.Condition(dimension.Described(["EU-"])).ShouldBe("ticket like 'EU-%'");
        Figures.Condition(dimension.Described(["EU-", "US-"])).ShouldBe("left(ticket, 3) in ('EU-', 'US-')");
        Figures.Condition(dimension.Described(["50%"])).ShouldBe("left(ticket, 3) = '50%'");
        Figures.Condition(dimension.Described([null])).ShouldBe("ticket is NULL");
    }

    [Fact]
    public void Weekdays_are_numbers_to_a_program_and_names_to_a_reader()
    {
        var dimension = new Dimension { Column = Booked, Facet = new Facet.Weekday(Axis()) };

        dimension.Described(["0", "6"]).Value.ShouldBe(new object?[] { 0L, 6L });
        Figures.Condition(dimension.Described(["0", "6"])).ShouldBe("weekday(booked_at) in (Sunday, Saturday)");
        Figures.Condition(dimension.Described(["3"])).ShouldBe("weekday(booked_at) = Wednesday");
    }

    [Fact]
    public void Hours_are_numbers_however_the_source_writes_them()
    {
        var dimension = new Dimension { Column = Booked, Facet = new Facet.Hour(Axis()) };

        Figures.Condition(dimension.Described(["02", "3"])).ShouldBe("hour(booked_at) in (2, 3)");
    }

    [Fact]
    public void Every_dialect_can_say_them()
    {
        foreach (var dialect in SqlDialect.All)
        {
            var axis = new TimeAxis("booked_at", TimeShape.Timestamp, dialect);
            foreach (
                var facet in new Facet[] { new Facet.Hour(axis), new Facet.Weekday(axis), new Facet.Prefix(2), new Facet.Length(dialect) }
            )
            {
                var dimension = new Dimension { Column = Booked, Facet = facet };
                SqlRenderer.Render(dimension.Condition(["1", null], dialect), dialect).ShouldContain("booked_at");
            }
        }
    }

    private static TimeAxis Axis() => new("booked_at", TimeShape.Timestamp, SqlDialect.DuckDb);
}

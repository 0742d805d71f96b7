using Dataing.Analysis.Cases;
using Dataing.Core.Alerts;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Dialects;

namespace Dataing.Analysis.Tests.Cases;

public sealed class TimeColumnsTests
{
    [Theory]
    [InlineData("created_at loaded_at updated_at", "updated_at")]
    [InlineData("RPTD_DTM LOAD_DTM UPD_DTM", "UPD_DTM")]
    [InlineData("erstellt_am geladen geaendert_am", "geaendert_am")]
    [InlineData("created_at loaded_at closed_at", null)]
    [InlineData("created_at loaded_at", null)]
    public void Rows_were_last_written_at_the_time_that_is_none_of_the_others(string columns, string? expected)
    {
        var times = Chosen(columns);

        times.Update?.Column.ShouldBe(expected);
        (times.Update is null).ShouldBe(expected is null);
    }

    [Theory]
    [InlineData("created_at loaded_at updated_at", "loaded_at")]
    [InlineData("usage_at modified_at", "modified_at")]
    public void Rows_were_written_when_they_were_loaded_or_else_last_changed(string columns, string expected) =>
        Chosen(columns).Written?.Column.ShouldBe(expected);

    private static TimeColumns Chosen(string columns)
    {
        var names = columns.Split(' ');
        var table = new TableSchema(
            new TableName(null, null, "claims"),
            [.. names.Select(n => new ColumnSchema(n, LogicalType.Timestamp, "TIMESTAMP"))]
        );
        var overview = new TableOverview(
            100,
            table.Columns.ToDictionary(c => c.Name, c => new ColumnOverview(c, 100, new DateTime(2025, 3, 1), new DateTime(2025, 5, 1)))
        );

        return TimeColumns.Choose(new AnomalyAlert { Dataset = "claims", TimeColumn = names[0] }, table, overview, SqlDialect.DuckDb);
    }

    /// <summary>The first of a row's times that lie close together is when it happened, whatever the columns are called and however they are ordered.</summary>
    [Theory]
    [InlineData("GeaendertAm:5 GeladenAm:2 GemeldetAm:0", "GemeldetAm", "GeladenAm", "GeaendertAm")]
    [InlineData("serverTs:1 clientTs:0", "clientTs", "serverTs", null)]
    [InlineData("DWH_UPD_TS:9 DWH_INS_TS:2 ENTR_DTTM:0", "ENTR_DTTM", "DWH_INS_TS", "DWH_UPD_TS")]
    [InlineData("created_at:0 loaded_at:2 customer_since:-90000", "created_at", "loaded_at", "customer_since")]
    [InlineData("loaded_at:-1 created_at:0", "created_at", "loaded_at", null)]
    public void Times_without_telling_names_are_told_apart_by_their_order(string columns, string happened, string? loaded, string? written)
    {
        var parts = columns.Split(' ').Select(c => c.Split(':')).Select(c => (Name: c[0], Lag: int.Parse(c[1])));
        var table = new TableSchema(
            new TableName(null, null, "events"),
            [.. parts.Select(p => new ColumnSchema(p.Name, LogicalType.Timestamp, "TIMESTAMP"))]
        );
        var overview = new TableOverview(
            100,
            table
                .Columns.Zip(parts)
                .ToDictionary(
                    c => c.First.Name,
                    c => new ColumnOverview(
                        c.First,
                        100,
                        new DateTime(2025, 3, 1).AddMinutes(c.Second.Lag),
                        new DateTime(2025, 5, 1).AddMinutes(c.Second.Lag)
                    )
                )
        );

        var times = TimeColumns.Choose(new AnomalyAlert { Dataset = "events" }, table, overview, SqlDialect.DuckDb);

        times.Event?.Column.ShouldBe(happened);
        times.Load?.Column.ShouldBe(loaded);
        times.Update?.Column.ShouldBe(written);
    }

    /// <summary>Rows that are loaded in the night behind their day are of that day; a day within which the moments lie says less than they do.</summary>
    [Theory]
    [InlineData("geladen", 26, "tag")]
    [InlineData("geladen", 2, "geladen")]
    [InlineData("created_at", 26, "created_at")]
    public void A_day_that_is_over_before_the_moment_comes_is_when_it_happened(string name, int hours, string happened)
    {
        var (from, to) = (new DateTime(2025, 3, 1), new DateTime(2025, 5, 1));
        var moment = new ColumnSchema(name, LogicalType.Timestamp, "TIMESTAMP");
        var day = new ColumnSchema("tag", LogicalType.Date, "DATE");
        var overview = new TableOverview(
            100,
            new Dictionary<string, ColumnOverview>
            {
                [name] = new(moment, 100, from.AddHours(hours), to.AddHours(hours)),
                ["tag"] = new(day, 100, from, to),
            }
        );
        var table = new TableSchema(new TableName(null, null, "faelle"), [moment, day]);

        var times = TimeColumns.Choose(new AnomalyAlert { Dataset = "faelle" }, table, overview, SqlDialect.DuckDb);

        times.Event?.Column.ShouldBe(happened);
    }

    /// <summary>Moments are told by the world's clock, whichever clock the text was written by.</summary>
    [Theory]
    [InlineData("2025-03-01T00:10:00+09:00", "2025-05-01T21:00:00+09:00", "2025-03-04 15:00", "2025-03-05T09:00")]
    [InlineData("2025-03-01T00:10:00-05:00", "2025-05-01T21:00:00-05:00", "2025-03-05 05:00", "2025-03-04T19:00")]
    [InlineData("2025-03-01T00:10:00Z", "2025-05-01T21:00:00Z", "2025-03-05 00:00", "2025-03-05")]
    [InlineData("2025-03-01T00:10:00+01:00", "2025-05-01T21:00:00+02:00", "2025-03-05 00:00", "2025-03-05")]
    public void Text_with_an_offset_is_a_moment(string least, string greatest, string midnight, string literal)
    {
        var column = new ColumnSchema("zeit", LogicalType.String, "VARCHAR");
        var table = new TableSchema(new TableName(null, null, "events"), [column]);
        var overview = new TableOverview(100, new Dictionary<string, ColumnOverview> { ["zeit"] = new(column, 100, least, greatest) });

        var axis = TimeColumns.Choose(new AnomalyAlert { Dataset = "events" }, table, overview, SqlDialect.DuckDb).Event;

        axis.ShouldNotBeNull();
        axis.Read("2025-03-05T00", Grain.Hour).ShouldBe(DateTime.Parse(midnight, System.Globalization.CultureInfo.InvariantCulture));
        axis.Literal(new DateTime(2025, 3, 5)).ShouldBe(Term.Text(literal));
    }
}

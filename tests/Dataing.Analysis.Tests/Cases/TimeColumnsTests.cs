using Dataing.Analysis.Cases;
using Dataing.Core.Alerts;
using Dataing.Core.DataSources;
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
        var names = columns.Split(' ');
        var table = new TableSchema(
            new TableName(null, null, "claims"),
            [.. names.Select(n => new ColumnSchema(n, LogicalType.Timestamp, "TIMESTAMP"))]
        );
        var overview = new TableOverview(
            100,
            table.Columns.ToDictionary(c => c.Name, c => new ColumnOverview(c, 100, new DateTime(2025, 3, 1), new DateTime(2025, 5, 1)))
        );

        var times = TimeColumns.Choose(new AnomalyAlert { Dataset = "claims", TimeColumn = names[0] }, table, overview, SqlDialect.DuckDb);

        times.Update?.Column.ShouldBe(expected);
        (times.Update is null).ShouldBe(expected is null);
    }
}

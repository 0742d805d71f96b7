using Dataing.Analysis.Metrics;
using Dataing.Core.DataSources;
using Dataing.Sql.Dialects;
using Dataing.Sql.Rendering;

namespace Dataing.Analysis.Tests.Metrics;

public sealed class MetricFactoryTests
{
    [Theory]
    [InlineData(LogicalType.String, "LENGTH(t.zip)")]
    [InlineData(LogicalType.Integer, "LENGTH(CAST(t.zip AS VARCHAR))")]
    [InlineData(LogicalType.Uuid, "LENGTH(CAST(t.zip AS VARCHAR))")]
    public void The_length_of_what_is_no_text_is_that_of_its_text(LogicalType type, string expected)
    {
        var table = new TableSchema(new TableName(null, "main", "addresses"), [new ColumnSchema("zip", type, "")]);
        var metric = new MetricFactory(table, SqlDialect.DuckDb).Length("zip");
        SqlRenderer.Render(metric.Numerator, SqlDialect.DuckDb).ShouldContain(expected, Case.Insensitive);
    }
}

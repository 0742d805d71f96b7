using Dataing.Analysis.Dimensions;
using Dataing.Analysis.Timing;
using Dataing.Core.DataSources;

namespace Dataing.Analysis.Tests.Dimensions;

public sealed class DimensionChoiceTests
{
    /// <summary>Five columns that part the rows alike leave no room for the two that tell something else, unless one speaks for all.</summary>
    [Fact]
    public void Names_for_the_same_rows_come_behind_all_else()
    {
        var chosen = DimensionChoice.Of(
            [
                Of("depot_city", 340, 0, 9),
                Of("city", 310, 0),
                Of("zone_city", 310, 0),
                Of("money", 310, 0),
                Of("slip_city", 309, 2),
                Of("tier", 5, 7, 4),
                Of("platform", 4, 9, 3),
            ],
            rows: 30_000
        );

        chosen.Select(d => d.Name).Take(4).ShouldBe(["depot_city", "city", "tier", "platform"]);
    }

    /// <summary>Two values of half of the rows each are not the same column because of that.</summary>
    [Fact]
    public void Columns_of_as_many_values_are_different_where_rows_are_counted_differently()
    {
        var chosen = DimensionChoice.Of([Of("a", 30, 0, 2), Of("b", 29, 5, 2), Of("c", 1, 11, 2)], rows: 30_000);

        chosen.Select(d => d.Name).ShouldBe(["a", "b", "c"], ignoreOrder: true);
    }

    private static Marginal Of(string name, double evidence, int shifted, int values = 8) =>
        new(
            new Dimension { Column = new ColumnSchema(name, LogicalType.String, "VARCHAR") },
            [
                .. Enumerable
                    .Range(0, values)
                    .Select(i =>
                    {
                        var rows = 1000.0 / (i + 1) + (i == 0 ? shifted : 0);
                        return new MarginalValue($"v{i}", new Bucket(rows, rows, rows, 0), new Bucket(5 * rows, 5 * rows, 5 * rows, 0));
                    }),
            ],
            evidence
        );
}

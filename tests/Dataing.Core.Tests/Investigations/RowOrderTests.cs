using Dataing.Core.DataSources;
using Dataing.Core.Investigations;
using Dataing.Sql.Dialects;
using Dataing.Sql.Parsing;
using Dataing.Sql.Syntax;

namespace Dataing.Core.Tests.Investigations;

public sealed class RowOrderTests
{
    private static readonly ResultColumn[] Columns = [new("a", LogicalType.Unknown), new("b", LogicalType.Unknown)];

    private static readonly List<IReadOnlyList<object?>> Rows =
    [
        ["b", 2L],
        [new DateOnly(2026, 1, 2), 1L],
        ["a", 2.5],
        ["a", null],
        [null, 1L],
        [ExactDecimal.TryParse("1.10", out var d) ? d : null, 1L],
        ["a", 2L],
        [1.1, 1L],
    ];

    [Fact]
    public void Rows_whose_order_is_open_come_in_the_order_of_their_values_however_they_came()
    {
        var settled = RowOrder.Settled(Query("SELECT a, b FROM t"), Columns, Rows, Outcome(Truncation.None));
        settled
            .Select(r => string.Join(' ', r.Select(CellText.Of)))
            .ShouldBe(["NULL 1", "1.1 1", "1.10 1", "2026-01-02 1", "a NULL", "a 2", "a 2.5", "b 2"]);
        for (var first = 1; first < Rows.Count; first++)
            RowOrder
                .Settled(Query("SELECT a, b FROM t"), Columns, [.. Rows.Skip(first), .. Rows.Take(first)], Outcome(Truncation.None))
                .ShouldBe(settled);
    }

    [Theory]
    [InlineData("SELECT a, b FROM t ORDER BY c", Truncation.None)]
    [InlineData("SELECT a, b FROM t ORDER BY a || b", Truncation.None)]
    [InlineData("SELECT a, b FROM t ORDER BY ALL", Truncation.None)]
    [InlineData("SELECT a, b FROM t", Truncation.Rows)]
    [InlineData("SELECT a, b FROM t", Truncation.Bytes)]
    public void An_order_that_was_asked_for_and_a_cut_result_stay_as_they_came(string sql, Truncation truncated) =>
        RowOrder.Settled(Query(sql), Columns, Rows, Outcome(truncated)).ShouldBe(Rows);

    [Fact]
    public void Rows_that_are_equal_by_the_order_asked_for_come_in_the_order_of_their_values()
    {
        List<IReadOnlyList<object?>> rows =
        [
            ["d", 2L],
            ["a", 2L],
            ["c", 1L],
            ["b", 1L],
            ["e", 2L],
        ];
        RowOrder
            .Settled(Query("SELECT a, b FROM t ORDER BY b DESC"), Columns, rows, Outcome(Truncation.None))
            .Select(r => $"{r[0]}{r[1]}")
            .ShouldBe(["a2", "d2", "b1", "c1", "e2"]);
    }

    private static Query Query(string sql) => SqlParser.Parse(sql, SqlDialect.DuckDb);

    private static QueryOutcome Outcome(Truncation truncated) => new(Rows.Count, 0, truncated, TimeSpan.Zero);
}

using Dataing.Core.DataSources;
using Dataing.Core.Investigations;
using Dataing.Sql.Dialects;
using Dataing.Sql.Parsing;
using Dataing.Sql.Syntax;

namespace Dataing.Core.Tests.Investigations;

public sealed class RowOrderTests
{
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
        var settled = RowOrder.Settled(Query("SELECT a, b FROM t"), Rows, Outcome(Truncation.None));
        settled
            .Select(r => string.Join(' ', r.Select(CellText.Of)))
            .ShouldBe(["NULL 1", "1.1 1", "1.10 1", "2026-01-02 1", "a NULL", "a 2", "a 2.5", "b 2"]);
        for (var first = 1; first < Rows.Count; first++)
            RowOrder
                .Settled(Query("SELECT a, b FROM t"), [.. Rows.Skip(first), .. Rows.Take(first)], Outcome(Truncation.None))
                .ShouldBe(settled);
    }

    [Theory]
    [InlineData("SELECT a, b FROM t ORDER BY b", Truncation.None)]
    [InlineData("SELECT a, b FROM t", Truncation.Rows)]
    [InlineData("SELECT a, b FROM t", Truncation.Bytes)]
    public void An_order_that_was_asked_for_and_a_cut_result_stay_as_they_came(string sql, Truncation truncated) =>
        RowOrder.Settled(Query(sql), Rows, Outcome(truncated)).ShouldBe(Rows);

    private static Query Query(string sql) => SqlParser.Parse(sql, SqlDialect.DuckDb);

    private static QueryOutcome Outcome(Truncation truncated) => new(Rows.Count, 0, truncated, TimeSpan.Zero);
}

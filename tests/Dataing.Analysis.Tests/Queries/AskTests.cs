using Dataing.Analysis.Queries;
using Dataing.Sql.Building;
using Dataing.Sql.Dialects;
using Dataing.Sql.Rendering;

namespace Dataing.Analysis.Tests.Queries;

public sealed class AskTests
{
    [Fact]
    public void Sqlite_is_told_in_a_way_it_keeps_that_the_first_rows_are_meant()
    {
        var rows = SelectBuilder.From("orders", "t").Select(Term.Column("t", "fee").As("x"));
        SqlRenderer.Render(Ask.Some(rows, 20, SqlDialect.Sqlite), SqlDialect.Sqlite).ShouldEndWith("LIMIT 20 OFFSET 0");
        SqlRenderer.Render(Ask.Some(rows, 20, SqlDialect.Postgres), SqlDialect.Postgres).ShouldEndWith("LIMIT 20");
    }
}

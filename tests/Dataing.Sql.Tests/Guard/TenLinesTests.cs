using System.Runtime.CompilerServices;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;

namespace Dataing.Sql.Tests.Guard;

/// <summary>The library alone, as docs/sql.md shows it: the lines between the marks are the lines on that page.</summary>
public sealed class TenLinesTests
{
    [Fact]
    public void The_lines_of_the_documentation_compile_and_say_what_the_page_says()
    {
        // <documented>
        var catalog = CatalogSnapshot.FromJson("""{"tables": [{"name": "orders", "columns": [{"name": "id"}, {"name": "amount"}]}]}""");
        var policy = QueryPolicy.Default with { RowCap = 100 };
        var answer = QueryGuard.Check("SELECT id, amuont FROM orders", SqlDialect.Postgres, catalog, policy) switch
        {
            QueryVerdict.Allowed allowed => allowed.Query.Text,
            QueryVerdict.Refused refused => $"{refused.Code}: {refused.Message}\n{refused.Excerpt}",
            _ => throw new InvalidOperationException("A verdict is one of the two."),
        };
        // </documented>
        answer.ShouldStartWith("unknown_column: No table in the query has a column amuont. Did you mean amount?");
    }

    [Fact]
    public void The_documentation_shows_these_lines()
    {
        var source = Between(File.ReadAllText(ThisFile()), "// <documented>", "// </documented>");
        var page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "docs", "sql.md"));
        Lines(Between(page, "```csharp", "```"))
            .Where(l => !l.StartsWith("using", StringComparison.Ordinal) && !l.StartsWith("//", StringComparison.Ordinal))
            .ShouldBe(Lines(source));
    }

    private static string Between(string text, string open, string close)
    {
        var start = text.IndexOf(open, StringComparison.Ordinal) + open.Length;
        return text[start..text.IndexOf(close, start, StringComparison.Ordinal)];
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}

using Dataing.Sql.Dialects;
using Dataing.Sql.Parsing;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Tests.Properties;

public sealed class RenderingLaws
{
    public static TheoryData<string> Dialects => [.. SqlDialect.All.Select(d => d.Name)];

    [Theory, MemberData(nameof(Dialects))]
    public void An_expression_is_read_back_as_the_tree_it_was_written_from(string name)
    {
        var dialect = SqlDialect.Find(name)!;
        Law.Holds(
            new Expressions(dialect).All,
            tree =>
            {
                var text = TextOf(tree, dialect);
                return text is null || Same(tree, SqlParser.ParseExpression(text, dialect), text);
            }
        );
    }

    [Theory, MemberData(nameof(Dialects))]
    public void A_query_is_read_back_as_the_tree_it_was_written_from(string name)
    {
        var dialect = SqlDialect.Find(name)!;
        Law.Holds(
            new Queries(dialect).All,
            tree =>
            {
                var text = TextOf(tree, dialect);
                return text is null || Same(tree, SqlParser.Parse(text, dialect), text);
            }
        );
    }

    [Theory, MemberData(nameof(Dialects))]
    public void Formatting_what_was_formatted_changes_nothing(string name)
    {
        var dialect = SqlDialect.Find(name)!;
        Law.Holds(
            new Queries(dialect).All,
            tree =>
            {
                var text = TextOf(tree, dialect);
                return text is null || SqlRenderer.Render(SqlParser.Parse(text, dialect), dialect) == text;
            }
        );
    }

    /// <summary>Null where the dialect cannot say it.</summary>
    internal static string? TextOf(SqlNode tree, SqlDialect dialect)
    {
        try
        {
            return SqlRenderer.Render(tree, dialect);
        }
        catch (UntranslatableException)
        {
            return null;
        }
    }

    private static bool Same(SqlNode tree, SqlNode read, string text)
    {
        read.ShouldBe(tree, text);
        return true;
    }
}

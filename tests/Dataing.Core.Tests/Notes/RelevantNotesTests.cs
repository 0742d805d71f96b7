using Dataing.Core.Notes;

namespace Dataing.Core.Tests.Notes;

public sealed class RelevantNotesTests
{
    private static readonly Dictionary<string, double> Terms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["orders"] = 5,
        ["user_id"] = 4,
        ["Order Items"] = 2,
    };

    [Fact]
    public void Parts_that_name_the_tables_and_columns_are_chosen_and_the_others_left()
    {
        var note = new TeamNote(
            "runbook.md",
            "# Orders\nuser_id comes from the app.\n\n# Billing\nNothing of interest.\n## Loading\norders arrive hourly."
        );
        Select(note).ShouldBe(["# Orders\nuser_id comes from the app.", "## Loading\norders arrive hourly."]);
    }

    [Theory]
    [InlineData("reorders are another table", false)]
    [InlineData("ORDERS: see below", true)]
    [InlineData("`orders`.user_id", true)]
    [InlineData("the \"order items\" sheet", true)]
    [InlineData("user_identity", false)]
    public void Names_are_found_as_words(string text, bool isChosen) => Select(new TeamNote("n", text)).Any().ShouldBe(isChosen);

    [Fact]
    public void What_bears_on_the_alert_most_is_kept_when_not_all_fits()
    {
        var notes = new[]
        {
            new TeamNote("a", "order items " + new string('a', 300)),
            new TeamNote("b", "orders and user_id " + new string('b', 300)),
            new TeamNote("c", "user_id " + new string('c', 300)),
        };
        RelevantNotes.Select(notes, Terms, tokens: 640).Select(n => n.Name).ShouldBe(["b", "c"]);
    }

    [Fact]
    public void A_part_without_end_is_cut()
    {
        var note = new TeamNote("n", "orders " + new string('x', 1_000_000));
        RelevantNotes.Select([note], Terms, tokens: 10_000).ShouldHaveSingleItem().Text.Length.ShouldBe(4_000);
    }

    [Fact]
    public void Without_notes_there_is_nothing() => RelevantNotes.Select([], Terms, 1_000).ShouldBeEmpty();

    private static IEnumerable<string> Select(params TeamNote[] notes) =>
        RelevantNotes.Select(notes, Terms, tokens: 1_000).Select(n => n.Text);
}

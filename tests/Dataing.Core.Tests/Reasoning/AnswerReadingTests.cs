using Dataing.Core.Findings;
using Dataing.Core.Reasoning;

namespace Dataing.Core.Tests.Reasoning;

/// <summary>Answers as people and small models give them: the good is used, the rest is said.</summary>
public sealed class AnswerReadingTests
{
    private const string Sql = "SELECT count(*) AS n FROM orders";
    private const string True = """{"aggregate":"first","column":"n","comparison":"at_least","value":1}""";
    private const string False = """{"aggregate":"first","column":"n","comparison":"less_than","value":1}""";
    private static readonly string Good =
        """{"title":"t","category":"infrastructure","reasoning":"r","mechanism":"unknown","rows":[],"test":{"sql":"SQL","if_true":TRUE,"if_false":FALSE}}"""
            .Replace("SQL", Sql, StringComparison.Ordinal)
            .Replace("TRUE", True, StringComparison.Ordinal)
            .Replace("FALSE", False, StringComparison.Ordinal);

    public static TheoryData<string, string> Forms =>
        new()
        {
            { "as asked for", List(Good) },
            { "in a fence", $"```json\n{List(Good)}\n```" },
            { "behind prose with braces", "Let me {think}. Here:\n" + List(Good) + "\nDone." },
            { "behind thoughts", $"<think>{{\"hypotheses\":[]}}</think>{List(Good)}" },
            { "without the list", Good },
            { "as a bare list", $"[{Good}]" },
            { "one in the place of a list", $"{{\"hypotheses\":{Good}}}" },
            { "numbers in quotes", List(Good.Replace("\"value\":1", "\"value\":\"1\"", StringComparison.Ordinal)) },
            { "signs", List(Good.Replace("at_least", ">=", StringComparison.Ordinal).Replace("less_than", "<", StringComparison.Ordinal)) },
            {
                "words as people write them",
                List(
                    Good.Replace("infrastructure", "Infrastructure", StringComparison.Ordinal)
                        .Replace("at_least", "At least", StringComparison.Ordinal)
                )
            },
            { "without what may be left out", List(Small(True)) },
            { "with members that nobody knows", List(Good.Insert(1, "\"confidence\":\"very high\",")) },
            { "names in capitals", List(Good.Replace("\"title\"", "\"Title\"", StringComparison.Ordinal)) },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public void What_is_meant_is_read(string what, string text)
    {
        var read = AnswerReading.Hypotheses(text, out var problem).ShouldNotBeNull(what).ShouldHaveSingleItem();
        problem.ShouldBe("");
        read.Title.ShouldBe("t");
        read.Test.ShouldBe(
            new ProposedTest(
                Sql,
                new PredictedValue(RowAggregate.First, "n", Comparison.AtLeast, 1),
                new PredictedValue(RowAggregate.First, "n", Comparison.LessThan, 1)
            )
        );
    }

    [Fact]
    public void The_good_of_a_list_is_used_and_what_is_wrong_with_the_rest_is_said()
    {
        var noTest = """{"title":"no test"}""";
        var equal = Small("""{"value":3,"comparison":"equal"}""");
        var read = AnswerReading.Hypotheses(List(noTest, Good, equal, "7"), out var problem);
        read.ShouldNotBeNull().ShouldHaveSingleItem().Category.ShouldBe(HypothesisCategory.Infrastructure);
        problem.ShouldContain("hypothesis 1 could not be used");
        problem.ShouldContain("hypothesis 3 could not be used: if_true and if_false must each say");
        problem.ShouldContain("hypothesis 4");
        problem.ShouldNotContain("Dataing.");
    }

    [Fact]
    public void Rows_are_read_with_one_value_or_several()
    {
        var rows =
            """[{"column":"a","op":"=","values":"x"},{"column":"b","op":"in","values":[1,"2",null]},{"column":"c","op":"is_null"}]""";
        var read = AnswerReading.Hypotheses(List(Good.Replace("\"rows\":[]", "\"rows\":" + rows, StringComparison.Ordinal)), out _);
        var conditions = read.ShouldNotBeNull().Single().Rows.ShouldNotBeNull();
        conditions.Select(c => string.Join(',', c.Values ?? [])).ShouldBe(["x", "1,2", ""]);
    }

    [Theory]
    [InlineData("{\"hypotheses\":[]}", 0)]
    [InlineData("No idea.", null)]
    [InlineData("{\"hypotheses\":[{}]}", null)]
    [InlineData("{\"title\":", null)]
    public void Nothing_to_add_is_an_answer_and_nothing_readable_is_none(string text, int? count)
    {
        var read = AnswerReading.Hypotheses(text, out _);
        (read?.Count).ShouldBe(count);
    }

    private static string Small(string isTrue) => "{\"title\":\"t\",\"test\":{\"sql\":\"" + Sql + "\",\"if_true\":" + isTrue + "}}";

    private static string List(params string[] items) => $"{{\"thinking\":\"\",\"hypotheses\":[{string.Join(',', items)}]}}";
}

using System.Globalization;

namespace Dataing.Adapters.Models.StandIn;

/// <summary>
/// Lets a person sit in for the model, through files: question N is written to N.question.md (with its schema in N.schema.json), and the
/// answer is whatever JSON the person saves as N.answer.json.
/// </summary>
public sealed class PersonAtTheDesk(string folder, Action<string> say, TimeProvider clock) : IStandInScript
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    public async Task<StandInAnswer> AnswerAsync(StandInQuestion question, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var name = question.Number.ToString("000", CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.schema.json"), question.Schema, cancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(folder, $"{name}.question.md"),
            $"""
            Save the answer as {name}.answer.json: one JSON object of this shape (its schema is in {name}.schema.json). What is asked stands
            at the end, behind the facts. The text below is what was sent: &lt; stands for <, &gt; for >, &amp; for &.

            {AnswerSkeleton.Of(question.Schema)}

            # Instructions

            {question.Instructions}

            # Question

            {question.Prompt}

            """,
            cancellationToken
        );
        var answer = Path.Combine(folder, $"{name}.answer.json");
        say($"Question {name} ({question.Api}, {question.Model}): read {name}.question.md, save the answer as {answer}");
        while (!File.Exists(answer))
            await Task.Delay(Glance, clock, cancellationToken);
        await Task.Delay(Glance, clock, cancellationToken);
        var text = await File.ReadAllTextAsync(answer, cancellationToken);
        if (AnswerSkeleton.Problem(text, question.Schema) is { } problem)
            say($"{name}.answer.json is sent as it is, but {problem}.");
        return new StandInAnswer.Text(text);
    }
}

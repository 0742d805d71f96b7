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
            $"# Instructions\n\n{question.Instructions}\n\n# Question\n\n{question.Prompt}\n",
            cancellationToken
        );
        var answer = Path.Combine(folder, $"{name}.answer.json");
        say($"Question {name} ({question.Api}, {question.Model}): read {name}.question.md, save the answer as {answer}");
        while (!File.Exists(answer))
            await Task.Delay(Glance, clock, cancellationToken);
        await Task.Delay(Glance, clock, cancellationToken);
        return new StandInAnswer.Text(await File.ReadAllTextAsync(answer, cancellationToken));
    }
}

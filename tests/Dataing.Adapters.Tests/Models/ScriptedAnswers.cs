using Dataing.Adapters.Models.StandIn;

namespace Dataing.Adapters.Tests.Models;

/// <summary>Answers in order, the last one to all that follows, and keeps what was asked.</summary>
internal sealed class ScriptedAnswers(params IEnumerable<StandInAnswer> answers) : IStandInScript
{
    private readonly Queue<StandInAnswer> _answers = new(answers);

    public List<StandInQuestion> Asked { get; } = [];

    public Task<StandInAnswer> AnswerAsync(StandInQuestion question, CancellationToken cancellationToken)
    {
        Asked.Add(question);
        return Task.FromResult(_answers.Count > 1 ? _answers.Dequeue() : _answers.Peek());
    }
}

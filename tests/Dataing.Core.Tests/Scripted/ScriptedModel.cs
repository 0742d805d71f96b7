using Dataing.Core.Models;

namespace Dataing.Core.Tests.Scripted;

/// <summary>A model that answers by a script: texts, or exceptions to throw. It judges words by a script of its own, and kindly without one.</summary>
internal sealed class ScriptedModel(params IEnumerable<object> answers) : ILanguageModel
{
    private const string Kind = """{"thinking":"…","causal_depth":0.9,"specificity":0.9,"actionability":0.9,"weakness":null}""";
    private readonly Queue<object> _answers = new(answers);
    private readonly Queue<object> _opinions = [];

    public List<ModelRequest> Asked { get; } = [];

    /// <summary>What it was asked to judge.</summary>
    public List<ModelRequest> Judged { get; } = [];

    /// <summary>Set where answering takes time.</summary>
    public Action? Takes { get; init; }

    public string Id => "scripted-1";

    public ScriptedModel Judging(params IEnumerable<object> opinions)
    {
        foreach (var opinion in opinions)
            _opinions.Enqueue(opinion);
        return this;
    }

    public Task<ModelReply> CompleteAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Takes?.Invoke();
        var judges = request.Call == "judge_quality";
        (judges ? Judged : Asked).Add(request);
        var answer = judges ? (_opinions.TryDequeue(out var opinion) ? opinion : Kind) : _answers.Dequeue();
        return answer switch
        {
            ModelException e => throw e,
            string text => Task.FromResult(new ModelReply(text, new ModelUsage(100, 10))),
            _ => throw new InvalidOperationException("A script holds texts and exceptions."),
        };
    }
}

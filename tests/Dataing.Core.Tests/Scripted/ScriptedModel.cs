using Dataing.Core.Models;

namespace Dataing.Core.Tests.Scripted;

/// <summary>A model that answers by a script: texts, or exceptions to throw.</summary>
internal sealed class ScriptedModel(params IEnumerable<object> answers) : ILanguageModel
{
    private readonly Queue<object> _answers = new(answers);

    public List<ModelRequest> Asked { get; } = [];

    public string Id => "scripted-1";

    public Task<ModelReply> CompleteAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Asked.Add(request);
        return _answers.Dequeue() switch
        {
            ModelException e => throw e,
            string text => Task.FromResult(new ModelReply(text, new ModelUsage(100, 10))),
            _ => throw new InvalidOperationException("A script holds texts and exceptions."),
        };
    }
}

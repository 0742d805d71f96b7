using Dataing.Core.Reasoning;

namespace Dataing.Core.Models;

/// <summary>The one place where a model is asked: the live <see cref="ModelDesk"/>, or the record of what a model once answered.</summary>
public interface IModelDesk
{
    /// <summary>Who is asked.</summary>
    string ModelId { get; }

    ModelLimits Limits { get; }

    /// <summary>Records what the questions will depend on, unless it is recorded already.</summary>
    Task ConfigureAsync(EgressPolicy egress, CancellationToken cancellationToken);

    /// <summary>
    /// Asks. Throws <see cref="ModelBudgetException"/> when the budget does not hold the question and <see cref="ModelException"/> when the
    /// model does not answer.
    /// </summary>
    Task<ModelExchange> AskAsync(ModelRequest request, CancellationToken cancellationToken);

    /// <summary>Records that an answer could not be used, and why.</summary>
    Task RejectAsync(ModelExchange exchange, string problem, CancellationToken cancellationToken);
}

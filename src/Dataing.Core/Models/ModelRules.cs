using Dataing.Core.Investigations;

namespace Dataing.Core.Models;

/// <summary>What may be asked of a model: pure functions, as for queries.</summary>
public static class ModelRules
{
    /// <summary>Characters per token, on the safe side for English, SQL and JSON.</summary>
    private const int CharactersPerToken = 3;

    /// <summary>How every refusal for want of tokens or money begins.</summary>
    internal const string BudgetIsSpent = "The model's budget of ";

    /// <summary>A rough count, for budgets before the vendor has counted.</summary>
    public static long EstimateTokens(ModelRequest request) =>
        (request.StablePrefix.Length + request.CaseFile.Length + request.Task.Length + request.Schema.Length) / CharactersPerToken;

    /// <summary>A question may be sent while its estimate still fits the budget.</summary>
    public static Decision Ask(InvestigationState state, InvestigationEvent.ModelAsked asked, long estimatedTokens, ModelLimits limits)
    {
        var spent = state.ModelSpend;
        if (spent.Tokens + estimatedTokens > limits.Tokens)
            return new Decision.Refused(
                $"{BudgetIsSpent}{limits.Tokens} tokens does not hold this call: {spent.Tokens} are spent, about {estimatedTokens} are asked for."
            );
        if (limits.Prices.Input > 0 && spent.Money + limits.Prices.Input * estimatedTokens / 1_000_000m > limits.Money)
            return new Decision.Refused($"{BudgetIsSpent}{limits.Money} USD does not hold this call: {spent.Money:0.####} USD are spent.");
        return asked;
    }
}

/// <summary>Which budget a question did not fit.</summary>
public enum ModelBudgetScope
{
    Investigation,

    /// <summary>All investigations of a day (UTC) on this machine.</summary>
    Day,
}

/// <summary>What models took so far, as recorded.</summary>
public sealed record ModelSpend(int Calls, long Tokens, decimal Money)
{
    public static ModelSpend None { get; } = new(0, 0, 0);
}

using Dataing.Core.Investigations;

namespace Dataing.Core.Models;

/// <summary>What may be asked of a model: pure functions, as for queries.</summary>
public static class ModelRules
{
    /// <summary>Characters per token, on the safe side for English, SQL and JSON.</summary>
    private const int CharactersPerToken = 3;

    /// <summary>What an answer takes as a rule, some thinking included.</summary>
    private const int UsualOutput = 2_048;

    /// <summary>Questions of an investigation as a rule: hypotheses, a query or a reading for each of five, the words, and their judge.</summary>
    private const int UsualCalls = 8;

    /// <summary>A rough count, for budgets before the vendor has counted. Scripts beyond Latin take about a token a character.</summary>
    public static long EstimateTokens(string text)
    {
        var wide = text.Count(c => c > 0x24F);
        return (text.Length - wide) / CharactersPerToken + wide;
    }

    /// <summary>A question's own tokens, estimated.</summary>
    public static long EstimateInput(ModelRequest request) =>
        EstimateTokens(request.StablePrefix)
        + EstimateTokens(request.CaseFile)
        + EstimateTokens(request.Task)
        + EstimateTokens(request.Schema);

    /// <summary>A question with its answer, estimated.</summary>
    public static long EstimateTokens(ModelRequest request) => EstimateInput(request) + Math.Min(UsualOutput, request.MaxOutputTokens);

    /// <summary>What a whole investigation may come to, judged by its first question.</summary>
    public static InvestigationEvent.ModelEstimated Estimate(string model, ModelRequest first, ModelLimits limits)
    {
        var tokens = EstimateTokens(first) * UsualCalls;
        var money = limits.Prices is null ? null : MoneyOf(EstimateTokens(first), limits) * UsualCalls;
        return new InvestigationEvent.ModelEstimated(
            model,
            UsualCalls,
            tokens,
            money,
            limits.Tokens,
            limits.Prices is null ? null : limits.Money
        );
    }

    /// <summary>A question may be sent while it fits the budget beside what is spent and what is set aside for questions under way.</summary>
    public static Decision Ask(InvestigationState state, InvestigationEvent.ModelAsked asked, ModelLimits limits, DateTimeOffset now)
    {
        var spent = state.ModelSpend;
        var open = state.ModelReserved.Where(r => r.Key != asked.ExchangeId).Select(r => r.Value).ToList();
        if (state.ModelWaited(now) > limits.Waiting)
            return new Decision.Refused($"The time for models, {limits.Waiting.TotalSeconds:0} s, is spent.");
        if (spent.Tokens + open.Sum() + asked.EstimatedTokens > limits.Tokens)
            return new Decision.Refused(
                $"The model's budget of {limits.Tokens} tokens does not hold this call: {spent.Tokens} are spent, about {asked.EstimatedTokens} are asked for."
            );
        var money = spent.Money + open.Append(asked.EstimatedTokens).Sum(tokens => MoneyOf(tokens, limits) ?? 0);
        if (limits.Prices is not null && money > limits.Money)
            return new Decision.Refused(
                $"The model's budget of {limits.Money:0.####} USD does not hold this call: {spent.Money:0.####} USD are spent."
            );
        return asked;
    }

    /// <summary>A question may be sent while the day's budget holds it.</summary>
    /// <param name="spent">What the day took already, on this machine, questions under way included.</param>
    public static Decision AskOnDay(ModelSpend spent, InvestigationEvent.ModelAsked asked, ModelLimits limits)
    {
        if (limits.TokensPerDay is { } tokens && spent.Tokens + asked.EstimatedTokens > tokens)
            return new Decision.Refused($"The day's budget of {tokens} tokens does not hold this call: {spent.Tokens} are spent.");
        if (limits.MoneyPerDay is { } money && MoneyOf(asked.EstimatedTokens, limits) is { } wanted && spent.Money + wanted > money)
            return new Decision.Refused(
                $"The day's budget of {money:0.####} USD does not hold this call: {spent.Money:0.####} USD are spent."
            );
        return asked;
    }

    /// <summary>What so many estimated tokens cost, the usual answer among them; null where prices are not known.</summary>
    public static decimal? MoneyOf(long tokens, ModelLimits limits)
    {
        var output = Math.Min(Math.Min(UsualOutput, limits.OutputTokens), tokens);
        return limits.Prices?.Of(new ModelUsage(tokens - output, output));
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

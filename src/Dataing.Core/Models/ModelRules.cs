using Dataing.Core.Investigations;

namespace Dataing.Core.Models;

/// <summary>What may be asked of a model: pure functions, as for queries.</summary>
public static class ModelRules
{
    /// <summary>What an answer takes as a rule, some thinking included.</summary>
    private const int UsualOutput = 2_048;

    /// <summary>Questions of an investigation as a rule: hypotheses, a query or a reading for each of five, the words, and their judge.</summary>
    private const int UsualCalls = 8;

    /// <summary>The shortest answer that is worth asking for: with less room, a question is not sent.</summary>
    private const int LeastOutput = 1_024;

    /// <summary>A question's own tokens, on the safe side.</summary>
    public static long EstimateInput(ModelRequest request) =>
        TokenEstimate.Of(request.StablePrefix)
        + TokenEstimate.Of(request.CaseFile)
        + TokenEstimate.Of(request.Task)
        + TokenEstimate.Of(request.Schema);

    /// <summary>What a whole investigation may come to, judged by its first question.</summary>
    public static InvestigationEvent.ModelEstimated Estimate(string model, ModelRequest first, ModelLimits limits)
    {
        var (input, output) = (EstimateInput(first), Math.Min(UsualOutput, first.MaxOutputTokens));
        var tokens = (input + output) * UsualCalls;
        var money = limits.Prices?.Of(new ModelUsage(input, output)) * UsualCalls;
        return new InvestigationEvent.ModelEstimated(
            model,
            UsualCalls,
            tokens,
            money,
            limits.Tokens,
            limits.Prices is null ? null : limits.Money
        );
    }

    /// <summary>
    /// A question may be sent while the budget holds it with the longest answer it may have, beside what is spent and what is set aside for
    /// questions under way. Where room for the longest is not left, a shorter one is asked for; none where that would be too short.
    /// </summary>
    /// <param name="asked">The question, with its own tokens and the longest answer that is wanted.</param>
    public static Decision Ask(InvestigationState state, InvestigationEvent.ModelAsked asked, ModelLimits limits, DateTimeOffset now)
    {
        if (state.ModelWaited(now) > limits.Waiting)
            return new Decision.Refused($"The time for models, {limits.Waiting.TotalSeconds:0} s, is spent.");
        var open = state.ModelReserved.Where(r => r.Key != asked.ExchangeId).Select(r => r.Value).ToList();
        var spent = state.ModelSpend with
        {
            Tokens = state.ModelSpend.Tokens + open.Sum(r => r.Tokens),
            Money = state.ModelSpend.Money + open.Sum(r => MoneyOf(r, limits) ?? 0),
        };
        return Refusal(asked, spent, limits.Tokens, limits.Money, limits, "The model's budget", out var granted) is { } reason
            ? new Decision.Refused(reason)
            : granted;
    }

    /// <summary>The same for the day.</summary>
    /// <param name="spent">What the day took already, on this machine, questions under way included.</param>
    public static Decision AskOnDay(ModelSpend spent, InvestigationEvent.ModelAsked asked, ModelLimits limits) =>
        Refusal(asked, spent, limits.TokensPerDay, limits.MoneyPerDay, limits, "The day's budget", out var granted) is { } reason
            ? new Decision.Refused(reason)
            : granted;

    /// <summary>The most that so many tokens may cost; null where prices are not known.</summary>
    public static decimal? MoneyOf(ModelReserve reserve, ModelLimits limits) =>
        limits.Prices is { } p
            ? ((reserve.Tokens - reserve.Output) * Math.Max(p.Input, p.CacheWrite) + reserve.Output * p.Output) / 1_000_000m
            : null;

    /// <summary>Why a budget does not hold the question; null when it does, with as long an answer as it holds.</summary>
    private static string? Refusal(
        InvestigationEvent.ModelAsked asked,
        ModelSpend spent,
        long? tokens,
        decimal? money,
        ModelLimits limits,
        string budget,
        out InvestigationEvent.ModelAsked granted
    )
    {
        granted = asked;
        var input = asked.EstimatedTokens - asked.OutputTokens;
        var least = Math.Min(LeastOutput, asked.OutputTokens);
        var output = Math.Min(asked.OutputTokens, (tokens ?? long.MaxValue) - spent.Tokens - input);
        if (output < least)
            return $"{budget} of {tokens} tokens does not hold this call: {spent.Tokens} are spent or set aside, up to {input + least} are asked for.";
        if (money is { } most && limits.Prices is { } prices)
        {
            var left = most - spent.Money - (MoneyOf(new ModelReserve(input, 0), limits) ?? 0);
            if (prices.Output > 0)
                output = (long)Math.Min(output, Math.Floor(Math.Max(left, 0) / prices.Output * 1_000_000m));
            if (left < 0 || output < least)
                return $"{budget} of {most:0.####} USD does not hold this call: {spent.Money:0.####} USD are spent or set aside.";
        }
        granted = asked with { EstimatedTokens = input + output, OutputTokens = (int)output };
        return null;
    }
}

/// <summary>What is set aside for a question until its answer tells what it took.</summary>
/// <param name="Tokens">In and out.</param>
/// <param name="Output">The longest answer, which is part of them.</param>
public sealed record ModelReserve(long Tokens, int Output);

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

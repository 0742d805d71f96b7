namespace Dataing.Core.Models;

/// <summary>What models may spend, and how patiently they are asked.</summary>
public sealed record ModelLimits
{
    /// <summary>Tokens of one investigation, in and out; default 400,000.</summary>
    public long Tokens { get; init; } = 400_000;

    /// <summary>Money of one investigation in US dollars; default 2. Counts only where prices are known.</summary>
    public decimal Money { get; init; } = 2m;

    /// <summary>Tokens of all investigations of a day (UTC) on this machine; default none.</summary>
    public long? TokensPerDay { get; init; }

    /// <summary>Money of all investigations of a day (UTC) on this machine, in US dollars; default 20. Counts only where prices are known.</summary>
    public decimal? MoneyPerDay { get; init; } = 20m;

    /// <summary>How long an investigation may wait for models in all; default one hour.</summary>
    public TimeSpan Waiting { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Upper bound of one answer in tokens, thinking included; default 16,000.</summary>
    public int OutputTokens { get; init; } = 16_000;

    /// <summary>Upper bound of the case file in tokens, estimated; default 20,000.</summary>
    public int CaseFileTokens { get; init; } = 20_000;

    /// <summary>Times a question is asked again after a failure that may pass; default 3.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>The first wait before asking again, doubled each time, with jitter; default 1 s.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait, also when the vendor asks for more; default 30 s.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Prices for the ledger; null where they are not known, and then money is not counted.</summary>
    public ModelPrices? Prices { get; init; }
}

/// <summary>US dollars per million tokens.</summary>
public sealed record ModelPrices(decimal Input = 0, decimal Output = 0, decimal CacheRead = 0, decimal CacheWrite = 0)
{
    public decimal Of(ModelUsage usage) =>
        (usage.Input * Input + usage.Output * Output + usage.CacheRead * CacheRead + usage.CacheWrite * CacheWrite) / 1_000_000m;
}

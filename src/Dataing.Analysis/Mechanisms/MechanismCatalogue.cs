namespace Dataing.Analysis.Mechanisms;

/// <summary>Every mechanism that the analyst knows, in the order of the table in docs/analysis.md.</summary>
internal static class MechanismCatalogue
{
    public static IReadOnlyList<IMechanism> All { get; } =
    [
        new SegmentBadValues(),
        new SegmentOutage(),
        new SchemaDrift(),
        new DuplicateRetry(),
        new DoubleLoad(),
        new JoinFanOut(),
        new LateArrival(),
        new OrphanedReferences(),
        new UpstreamStale(),
        new PartialLoad(),
        new ValueShift(),
        new UnitChange(),
        new CurrencySwap(),
        new TimezoneShift(),
        new EnumRenaming(),
        new DefaultFill(),
        new Truncation(),
        new SignFlip(),
        new PrecisionLoss(),
        new EncodingBreakage(),
        new BotTraffic(),
        new TestDataLeak(),
        new KeyReuse(),
        new BackfillOverwrite(),
        new ExpectedVariance(),
    ];
}

namespace Dataing.Bench.Incidents.Mechanisms;

/// <summary>Every case label of the benchmark, in report order.</summary>
internal static class MechanismCatalog
{
    public const string FalseAlarm = "false_alarm";
    public const string Undetectable = "undetectable";

    public static IReadOnlyList<Mechanism> All { get; } =
    [
        new("segment_bad_values", "segment_bad_values", _ => true, ValueFaults.BadValues),
        new("segment_outage", "segment_outage", _ => true, VolumeFaults.Outage),
        new("schema_drift", "schema_drift", f => f.Code is not null, TextFaults.SchemaDrift),
        new("duplicate_retry", "duplicate_retry", _ => true, CopyFaults.Retry),
        new("double_load", "double_load", f => f.LoadTime is not null || f.Batch is not null, CopyFaults.DoubleLoad),
        new("join_fan_out", "join_fan_out", f => f.Lookup is not null, CopyFaults.FanOut),
        new("late_arrival", "late_arrival", f => f.LoadTime is not null, TimeFaults.Late),
        new("orphaned_references", "orphaned_references", f => f.Parent is not null, ReferenceFaults.Orphans),
        new("upstream_stale", "upstream_stale", f => f.Feed is not null, ReferenceFaults.UpstreamStale),
        new("partial_load", "partial_load", f => f.Shard is not null || !f.IsDateOnly, VolumeFaults.PartialLoad),
        new("value_shift", "value_shift", _ => true, ValueFaults.ValueShift),
        new("unit_change", "unit_change", _ => true, ValueFaults.UnitChange),
        new("currency_swap", "currency_swap", f => f.Currency is not null, ValueFaults.CurrencySwap),
        new("timezone_shift", "timezone_shift", f => !f.IsDateOnly && (f.LoadTime is not null || f.Batch is not null), TimeFaults.TimeZone),
        new("enum_renaming", "enum_renaming", _ => true, TextFaults.EnumRenaming),
        new("default_fill", "default_fill", _ => true, ValueFaults.DefaultFill),
        new("truncation", "truncation", _ => true, TextFaults.Truncation),
        new("sign_flip", "sign_flip", _ => true, ValueFaults.SignFlip),
        new("boolean_inversion", "sign_flip", f => f.Flag is not null, ValueFaults.BooleanInversion),
        new("precision_loss", "precision_loss", _ => true, ValueFaults.PrecisionLoss),
        new("encoding_breakage", "encoding_breakage", f => f.HumanText is not null, TextFaults.Encoding),
        new("bot_traffic", "bot_traffic", f => f.Agent is not null, VolumeFaults.BotTraffic),
        new(
            "test_data_leak",
            "test_data_leak",
            f => f.Source is not null || f.Shard is not null || f.Agent is not null,
            VolumeFaults.TestData
        ),
        new("key_reuse", "key_reuse", _ => true, CopyFaults.KeyReuse),
        new("backfill_overwrite", "backfill_overwrite", f => f.UpdatedTime is not null, TimeFaults.Backfill),
        new("expected_variance", "expected_variance", _ => true, Innocent.Announced),
        new("expected_season", "expected_variance", _ => true, Innocent.Season),
        new(FalseAlarm, FalseAlarm, _ => true, Innocent.FalseAlarm),
        new(Undetectable, Undetectable, _ => true, Innocent.Undetectable),
        new("quiet_growth", "expected_variance", _ => true, Quiet.Growth),
        new("quiet_drift", "expected_variance", _ => true, Quiet.Drift),
        new("quiet_short_history", FalseAlarm, _ => true, Quiet.ShortHistory),
        new("quiet_thin", FalseAlarm, _ => true, Quiet.Thin),
        new("quiet_noise", FalseAlarm, _ => true, Quiet.Noise),
        new("quiet_healed", FalseAlarm, _ => true, Quiet.Healed),
        new("quiet_wrong_column", FalseAlarm, _ => true, Quiet.WrongColumn),
        new("quiet_unannounced", "expected_variance", _ => true, Quiet.Unannounced),
        new("quiet_mix", "expected_variance", _ => true, Quiet.Mix),
        new("quiet_pricing", "expected_variance", _ => true, Quiet.Pricing),
        new("quiet_holiday", "expected_variance", _ => true, Quiet.CalendarHoliday),
        new("hours_bad_values", "segment_bad_values", f => !f.IsDateOnly, PartSegments.Hours(ValueFaults.BadValues)),
        new("hours_outage", "segment_outage", f => !f.IsDateOnly, PartSegments.Hours(VolumeFaults.Outage)),
        new("weekdays_bad_values", "segment_bad_values", _ => true, PartSegments.Weekdays(ValueFaults.BadValues)),
        new("prefix_bad_values", "segment_bad_values", _ => true, PartSegments.Prefix(ValueFaults.BadValues))
        {
            Prepare = PartSegments.Tickets,
        },
        new("prefix_value_shift", "value_shift", _ => true, PartSegments.Prefix(ValueFaults.ValueShift)) { Prepare = PartSegments.Tickets },
        new("key_range_bad_values", "segment_bad_values", PartSegments.HasNumberedParent, PartSegments.KeyRange(ValueFaults.BadValues)),
        new("parent_bad_values", "segment_bad_values", f => f.Parent is not null, PartSegments.Parent(ValueFaults.BadValues)),
        new("parent_value_shift", "value_shift", f => f.Parent is not null, PartSegments.Parent(ValueFaults.ValueShift)),
        new("parent_outage", "segment_outage", f => f.Parent is not null, PartSegments.Parent(VolumeFaults.Outage)),
    ];

    public static bool IsNegative(string expected) => expected is "expected_variance" or FalseAlarm or Undetectable;
}

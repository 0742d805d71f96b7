using Dataing.Bench.Incidents.Families;
using Dataing.Bench.Incidents.Mechanisms;
using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Cases;

/// <summary>Makes the case of a seed and mechanism: the same arguments give the same case.</summary>
internal static class CaseFactory
{
    private const int Attempts = 4;
    private const int MostDraws = 12;

    public static IncidentCase Make(int seed, Mechanism mechanism, IReadOnlyList<SchemaFamily> families, string onsets = OnsetMoment.Hour)
    {
        var choice = Draw.For(seed, mechanism.Id);
        var fitting = choice.Shuffled(families).Where(f => mechanism.Fits(f.Build(new Draw(1), Tiny).Fact)).ToList();
        if (fitting.Count == 0)
            throw new InvalidOperationException($"No chosen schema family has the columns that {mechanism.Id} needs.");
        var family = fitting[0];
        for (var attempt = 0; ; attempt++)
        {
            var made = Attempt(seed, mechanism, family, attempt, onsets);
            if (made is not null)
                return made;
        }
    }

    /// <summary>A few rows, to learn which columns a family has.</summary>
    internal static Traffic Tiny { get; } =
        new(
            new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            1,
            5,
            0,
            [1, 1, 1, 1, 1, 1, 1],
            [.. Enumerable.Repeat(1.0, 24)],
            new DateTime(2025, 1, 2, 0, 0, 0, DateTimeKind.Utc)
        );

    private static IncidentCase? Attempt(int seed, Mechanism mechanism, SchemaFamily family, int attempt, string onsets)
    {
        var draw = Draw.For(seed, $"{mechanism.Id}/{family.Name}");
        var data = draw.Fork("data");
        var traffic = SchemaFamily.DrawTraffic(draw.Fork("traffic"), mechanism.Id == "expected_season" ? 96 : 60);
        if (mechanism.Id == "quiet_holiday")
            traffic = PublicHolidays.Near(traffic, draw.Fork("holiday"));
        var warehouse = family.Build(data, traffic);
        mechanism.Prepare?.Invoke(warehouse, draw.Fork("prepared"));
        var events = draw.Fork($"incident {attempt}");
        Dirt.Sprinkle(warehouse.Fact, events.Fork("dirt"));
        var untouched = warehouse.Fact.Table.Rows.Select(r => r.Copy()).ToList();
        var window = OnsetMoment.Of(onsets, Window(warehouse, events), warehouse, Draw.For(seed, $"{mechanism.Id}/onset {attempt}"));
        var stage = new Stage(warehouse, events, window, Math.Pow(1.35, Math.Min(attempt, Attempts)));
        if (Injected(mechanism, stage, attempt) is not { } injection)
            return null;
        var oracle = new Oracle(warehouse.Fact, untouched, injection);
        var (segmentShift, tableShift) = (oracle.SegmentShift(), oracle.TableShift());
        var innocent = MechanismCatalog.IsNegative(mechanism.Expected);
        var visible = segmentShift >= 6 && tableShift >= 2.5;
        if (!innocent && !visible && attempt + 1 < Attempts)
            return null;
        var verdict =
            innocent ? mechanism.Expected
            : visible ? "root_cause"
            : MechanismCatalog.Undetectable;
        return Assemble(new(seed, mechanism, family, verdict), stage, injection, oracle, (segmentShift, tableShift));
    }

    private static Injection? Injected(Mechanism mechanism, Stage stage, int attempt)
    {
        try
        {
            return mechanism.Inject(stage);
        }
        catch (NoSegmentException) when (attempt < MostDraws)
        {
            return null;
        }
    }

    private static IncidentCase Assemble(Label label, Stage stage, Injection injection, Oracle oracle, (double Segment, double Table) shift)
    {
        var fact = stage.Fact;
        var onset = oracle.Onset();
        var readings = oracle.Readings();
        var window = injection.Window;
        var distractors = Distractors.Plant(stage, injection);
        var announced = MechanismCatalog.IsNegative(label.Mechanism.Expected) && injection.Trigger is not null;
        var withChanges = announced || stage.Draw.Chance(0.5);
        var withLineage = stage.Draw.Chance(label.Mechanism.Id is "upstream_stale" or "join_fan_out" ? 0.75 : 0.5);
        // A rewritten block is looked at as a whole, everything else on the observed day.
        var looked = label.Mechanism.Id == "backfill_overwrite" ? 0 : 1;
        var (before, after) = (readings[0].Before[looked], readings[0].After[looked]);
        if (label.Verdict == MechanismCatalog.FalseAlarm && injection.Verdicts.Count == 0)
            after = Claimed(stage.Draw, before);
        var universe = fact
            .Table.Rows.Where(r => window.Holds(fact.TimeOf(r)) || injection.Changed.Contains(r))
            .Concat(injection.Missing)
            .ToList();
        var hit = injection.Changed.Union(injection.Missing).ToHashSet();
        var exposed = universe.Where(injection.Segment.On(fact.Table)).ToHashSet();
        return new IncidentCase
        {
            Id = $"{label.Mechanism.Id}-{label.Family.Name}-{label.Seed}",
            Seed = label.Seed,
            Family = label.Family.Name,
            Label = label.Mechanism.Id,
            Warehouse = stage.Warehouse,
            Alert = AlertForms.Write(stage.Draw, fact, injection, before, after),
            Lineage = withLineage ? stage.Warehouse.Lineage : null,
            Changes = withChanges ? Distractors.Changes(stage, injection, announced || stage.Draw.Chance(0.85)) : null,
            Distractors = distractors,
            AsJson = stage.Draw.Chance(0.2) && fact.Table.Rows.Count < 120_000,
            Truth = new Truth
            {
                Verdict = label.Verdict,
                AcceptedVerdicts = injection.Verdicts.Count > 0 ? injection.Verdicts : Accepted(label.Verdict, label.Mechanism.Id),
                AcceptedMechanisms = [label.Mechanism.Expected, .. injection.AlsoRight],
                Injection = injection,
                OnsetFrom = onset.From,
                OnsetTo = onset.To,
                Grain = oracle.Grain(),
                Universe = universe,
                AcceptedRows = RowSets(injection, hit, exposed),
                Metrics = readings,
                SegmentShift = shift.Segment,
                TableShift = shift.Table,
            },
        };
    }

    /// <summary>An incident in the last third of the data, with at least one whole day to look at.</summary>
    private static IncidentWindow Window(Warehouse warehouse, Draw draw)
    {
        var last = warehouse.End.Date == warehouse.End ? warehouse.End.AddDays(-1) : warehouse.End.Date.AddDays(-1);
        var days = (last - warehouse.Start).Days;
        var observed = warehouse.Start.AddDays(draw.Between((int)(days * 0.7), days));
        var onset = observed;
        if (!warehouse.Fact.IsDateOnly)
            onset = observed.AddHours(-draw.OneOf(0, 0, 1, 3, 6, 9, 12, 15, 20));
        var healed = draw.Chance(0.4) ? observed.AddDays(draw.Between(1, 6)) : warehouse.End;
        return new IncidentWindow(onset, healed < warehouse.End ? healed : warehouse.End, observed);
    }

    private static IReadOnlyList<string> Accepted(string verdict, string label) =>
        verdict switch
        {
            MechanismCatalog.Undetectable => ["inconclusive", "false_alarm", "expected_variance"],
            "expected_variance" when label == "expected_season" => ["expected_variance", "false_alarm"],
            _ => [verdict],
        };

    /// <summary>
    /// The sets that may be called the affected rows: those hit, all that could be, those hit that can be seen (late rows may not have
    /// arrived), and both holders of a key. The first two are always there.
    /// </summary>
    private static List<HashSet<Row>> RowSets(Injection injection, HashSet<Row> hit, HashSet<Row> exposed)
    {
        List<HashSet<Row>> sets = [hit, exposed];
        if (injection.Missing.Count > 0 && injection.Changed.Count > 0)
            sets.Add(injection.Changed);
        if (injection.Counterparts.Count > 0)
            sets.Add([.. hit, .. injection.Counterparts]);
        return sets;
    }

    /// <summary>What a broken monitor says it saw.</summary>
    private static double Claimed(Draw draw, double before) =>
        Math.Abs(before) < 0.05
            ? before + draw.Uniform(0.08, 0.4)
            : before * (draw.Chance(0.5) ? draw.Uniform(1.5, 2.5) : draw.Uniform(0.3, 0.6));

    private sealed record Label(int Seed, Mechanism Mechanism, SchemaFamily Family, string Verdict);
}

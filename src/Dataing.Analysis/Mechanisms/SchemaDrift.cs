using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Mechanisms.Anatomy;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Profiling;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Wording;
using Dataing.Core.Alerts;
using Dataing.Core.Findings;

namespace Dataing.Analysis.Mechanisms;

/// <summary>A column was added, dropped, renamed or retyped, or the form of its values changed.</summary>
internal sealed class SchemaDrift : IMechanism
{
    public string Id => "schema_drift";

    public HypothesisCategory Category => HypothesisCategory.UpstreamDependency;

    public double Plausibility(Incident incident)
    {
        var asked = incident.File.Alert.Type == AnomalyType.SchemaChange;
        return incident.Metric.Subject switch
        {
            Subject.Nulls when incident.Direction > 0 && Successor(incident) is not null => 0.95,
            Subject.Nulls when asked => 0.85,
            Subject.Nulls when incident.Segment is null => 0.4,
            Subject.Malformed => 0.8,
            Subject.Invalid or Subject.Length => asked ? 0.8 : 0.45,
            _ => asked ? 0.6 : 0,
        };
    }

    public Suspicion Describe(Incident incident) =>
        new(
            $"The schema or the form of {incident.Subject()} changed",
            $"The {incident.Metric.Name} moved at once.",
            "If true, another column starts as this one stops, or one new form takes over the share that the old form loses; if false, single values break while the form stays."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if (incident.Metric.Subject == Subject.Nulls)
            return Renamed(incident);
        if (await closer.ValuesAsync(asker, cancellationToken) is not { } values)
            return Judgement.Unclear("The values could not be read.");
        return Reformed(incident, values);
    }

    private static Judgement Renamed(Incident incident)
    {
        if (incident.Direction < 0)
            return Started(incident);
        if (Successor(incident) is not { } successor)
        {
            if (
                incident.Segment is not null
                || incident.Profile.Of(incident.Metric.Column ?? "") is not { InsideAfter: var now }
                || now.NullShare < 0.99
            )
                return Judgement.No("No other column starts as this one stops, and some rows still have values.");
            var strength = incident.File.Alert.Type == AnomalyType.SchemaChange ? 0.8 : 0.6;
            return Judgement.Yes(strength, $"Since the onset no row has a {incident.Metric.Column}.") with
            {
                Statement = $"{incident.Subject()} is no longer delivered",
                Culprit = new Culprit("column", incident.Table.Name.Name, incident.Metric.Column, null),
                WholeTable = true,
                EvidenceId = incident.Profile.EvidenceId,
            };
        }
        var (column, before, after) = (successor.Name, 1 - successor.InsideBefore.NullShare, 1 - successor.InsideAfter.NullShare);
        return Judgement.Yes(
            0.95,
            $"{column} is filled in {Figures.Percent(after)} of the rows, {Figures.Percent(before)} before the onset, as {incident.Metric.Column} stops."
        ) with
        {
            Statement = $"{incident.Subject()} was renamed to {column}{incident.Where()}",
            Culprit = new Culprit("column", incident.Table.Name.Name, incident.Metric.Column, column),
            EvidenceId = incident.Profile.EvidenceId,
        };
    }

    /// <summary>The measured column is the one that came: another one that stopped is what it was called before.</summary>
    private static Judgement Started(Incident incident)
    {
        if (incident.Profile.Of(incident.Metric.Column ?? "") is not { } own || own.InsideBefore.NullShare < 0.99)
            return Judgement.No($"{incident.Metric.Column} had values before the onset.");
        var (now, before) = (1 - own.InsideAfter.NullShare, 1 - own.InsideBefore.NullShare);
        var shown =
            $"{own.Name} is filled in {Figures.Percent(now)} of the rows{incident.Where()}, {Figures.Percent(before)} before the onset";
        var stopped = incident
            .Profile.Columns.Where(c =>
                c.Name != own.Name && c.InsideAfter.NullShare - c.InsideBefore.NullShare > Math.Max(0.25, 0.6 * now)
            )
            .MaxBy(c => c.InsideAfter.NullShare - c.InsideBefore.NullShare);
        return stopped is null
            ? Judgement.Yes(0.8, $"{shown}.") with
            {
                Statement = $"{incident.Subject()} is new{incident.Where()}",
                Culprit = new Culprit("column", incident.Table.Name.Name, own.Name, null),
                EvidenceId = incident.Profile.EvidenceId,
            }
            : Judgement.Yes(0.95, $"{shown}, as {stopped.Name} stops.") with
            {
                Statement = $"{incident.Table.Name.Name}.{stopped.Name} was renamed to {own.Name}{incident.Where()}",
                Culprit = new Culprit("column", incident.Table.Name.Name, stopped.Name, own.Name),
                EvidenceId = incident.Profile.EvidenceId,
            };
    }

    /// <summary>A column that starts where the measured one stops.</summary>
    private static ColumnShift? Successor(Incident incident)
    {
        var lost = incident.Profile.Of(incident.Metric.Column ?? "") is { } own
            ? own.InsideAfter.NullShare - own.InsideBefore.NullShare
            : 0;
        return incident
            .Profile.Columns.Where(c =>
                c.Name != incident.Metric.Column && c.InsideBefore.NullShare - c.InsideAfter.NullShare > Math.Max(0.25, 0.6 * lost)
            )
            .OrderByDescending(c => c.InsideBefore.NullShare - c.InsideAfter.NullShare)
            .FirstOrDefault();
    }

    private static Judgement Reformed(Incident incident, ValueAnatomy values)
    {
        var before = Forms(values.Values, v => v.Before);
        var fresh = Fresh(values, before);
        var after = Forms(fresh, v => v.After);
        if (after.Count == 0 || before.Count == 0)
            return Judgement.No("No new form appears.");
        var wrapped = TextFault.Pairs(
            values,
            (old, now) => old.Length > 0 && now.Length > old.Length && now.Contains(old, StringComparison.Ordinal)
        );
        var covered = TextFault.Covered(values, wrapped);
        var prefix = Shared(fresh.Select(v => v.Value ?? ""), fromStart: true);
        var suffix = Shared(fresh.Select(v => v.Value ?? ""), fromStart: false);
        var oldPrefix = MostlyShared([.. values.Values.Where(v => v.Before > 0).Select(v => v.Value ?? "")]);
        var longer =
            fresh.Average(v => v.Value?.Length ?? 0)
            - values
                .Values.Where(v => v.Before > 0 && v.Value is not null)
                .Select(v => (double)(v.Value?.Length ?? 0))
                .DefaultIfEmpty()
                .Average();
        var example = fresh[0].Value;
        var many = fresh.Count >= 3;
        var asNumber =
            IsNumeric(values.Values.Where(v => v.Before > 0 && v.Value is not null).Select(v => v.Value ?? ""))
            && fresh.Count(v => (v.Value ?? "").Any(char.IsAsciiDigit) && !IsNumeric([v.Value ?? ""])) > 0.8 * fresh.Count;
        var shown =
            $"'{example}' and {fresh.Count - 1} other new values hold {Figures.Percent(fresh.Sum(values.ShareAfter))} of the rows; old ones look like '{values.Values.FirstOrDefault(v => v.Before > 0 && v.Value is not null)?.Value}'";
        if (asNumber)
            return Yes(
                incident,
                values,
                0.95,
                $"{shown}: numbers became text",
                $"{incident.Subject()}{incident.Where()} holds text such as '{example}' where it held numbers"
            );
        if (many && covered > 0.6)
            return Yes(
                incident,
                values,
                0.92,
                $"{shown}: the old values with something added",
                $"The form of {incident.Subject()} changed{incident.Where()}: '{example}' in place of '{wrapped[0].Old}'"
            );
        var added = prefix.Length > oldPrefix.Length || suffix.Length > 0 && prefix != oldPrefix;
        if (many && longer > 0 && added && !prefix.StartsWith(oldPrefix + oldPrefix, StringComparison.Ordinal))
            return Yes(
                incident,
                values,
                0.9,
                $"{shown}: all new values begin with '{prefix}'",
                $"The form of {incident.Subject()} changed{incident.Where()}: values now look like '{example}'"
            );
        if (many && incident.Metric.Subject == Subject.Malformed && longer >= 0 && after[0].Share > 0.5 && after[0].Form != before[0].Form)
            return Yes(
                incident,
                values,
                0.7,
                $"{shown}: another form",
                $"The form of {incident.Subject()} changed{incident.Where()}: values now look like '{example}'"
            );
        return Judgement.No($"{shown}, which is no new form of the old values.");
    }

    /// <summary>Values hardly seen before; where hardly any value comes twice, those of a form hardly seen before.</summary>
    private static List<ValueCount> Fresh(ValueAnatomy values, IReadOnlyList<(string Form, double Share)> before)
    {
        if (values.New.Count >= 3)
            return [.. values.New];
        var known = before.Where(f => f.Share > 0.005).Select(f => f.Form).ToHashSet();
        return [.. values.Values.Where(v => v is { Value: { } text, After: > 0 } && v.Before == 0 && !known.Contains(Form(text)))];
    }

    private static Judgement Yes(Incident incident, ValueAnatomy values, double strength, string shown, string statement) =>
        Judgement.Yes(strength, $"{shown}.") with
        {
            Statement = statement,
            Culprit = new Culprit("column", incident.Table.Name.Name, values.Column, null),
            EvidenceId = values.EvidenceId,
        };

    private static List<(string Form, double Share)> Forms(IEnumerable<ValueCount> values, Func<ValueCount, double> weight)
    {
        var filled = values.Where(v => v.Value is not null && weight(v) > 0).ToList();
        var total = filled.Sum(weight);
        return [.. filled.GroupBy(v => Form(v.Value ?? "")).Select(g => (g.Key, g.Sum(weight) / total)).OrderByDescending(g => g.Item2)];
    }

    private static string Form(string value)
    {
        var form = new System.Text.StringBuilder();
        foreach (var c in value)
        {
            var kind =
                char.IsAsciiDigit(c) ? '9'
                : char.IsLetter(c) ? 'a'
                : c;
            if (form.Length == 0 || form[^1] != kind)
                form.Append(kind);
        }
        return form.ToString();
    }

    private static bool IsNumeric(IEnumerable<string> values)
    {
        var list = values.Take(100).ToList();
        return list.Count > 0 && list.Count(v => DefaultFill.Number(v) is not null) >= 0.95 * list.Count;
    }

    /// <summary>The beginning that nearly all have: a few odd ones do not count.</summary>
    internal static string MostlyShared(IReadOnlyList<string> values)
    {
        var (length, kept) = (0, values);
        while (true)
        {
            var next = kept.Where(v => v.Length > length).GroupBy(v => v[length]).MaxBy(g => g.Count());
            if (next is null || next.Count() < NearlyAll * values.Count)
                return kept.Count == 0 ? "" : kept[0][..length];
            (length, kept) = (length + 1, [.. next]);
        }
    }

    private const double NearlyAll = 0.9;

    private static string Shared(IEnumerable<string> values, bool fromStart)
    {
        string? shared = null;
        foreach (var value in values.Take(200))
        {
            if (shared is null)
            {
                shared = value;
                continue;
            }
            var same = 0;
            while (
                same < shared.Length
                && same < value.Length
                && (fromStart ? shared[same] == value[same] : shared[^(same + 1)] == value[^(same + 1)])
            )
                same++;
            shared = fromStart ? shared[..same] : shared[^same..];
        }
        return shared ?? "";
    }
}

using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Mechanisms.Anatomy;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;
using Dataing.Sql.Building;

namespace Dataing.Analysis.Mechanisms;

/// <summary>Texts are cut at a length, or numbers capped at a bound.</summary>
internal sealed class Truncation : IMechanism
{
    /// <summary>Steps of rank below the bound that are too few to say whether smaller values stayed.</summary>
    private const int FewBelow = 3;
    private const double LeastCapped = 20;

    public string Id => "truncation";

    public HypothesisCategory Category => HypothesisCategory.TransformationBug;

    public double Plausibility(Incident incident)
    {
        if (ValueFault.Plausibility(incident) > 0)
            return 0.55;
        if (TextFault.Plausibility(incident) == 0)
            return 0;
        return incident.Metric.Subject == Subject.Length && incident.Direction < 0 ? 0.9 : 0.5;
    }

    public Suspicion Describe(Incident incident) =>
        new(
            $"Values of {incident.Subject()} are cut{incident.Where()}",
            $"The {incident.Metric.Name} moved.",
            "If true, lengths (or numbers) end at a round bound where many values pile up, and shorter (smaller) values are untouched; if false, they end where they did."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken) =>
        incident.MeasuredColumn is { } c && ColumnTraits.IsNumber(c) && !TextFault.IsOfForm(incident)
            ? await CappedAsync(incident, closer, asker, cancellationToken)
            : await CutAsync(incident, closer, asker, cancellationToken);

    /// <summary>Everything above the bound became the bound, everything below is as before.</summary>
    /// <param name="numbers">The distribution before and after.</param>
    /// <param name="bound">What it is cut at.</param>
    /// <param name="accused">True when these are rows that the cap itself singled out: few of them were ever below it.</param>
    public static bool CapAt(NumberAnatomy numbers, double bound, bool accused = false)
    {
        var n = numbers.After.Length;
        var scale = Math.Max(Math.Abs(bound), 1e-9);
        var beyond = numbers.After.Count(x => x > bound + 1e-6 * scale);
        var tail = numbers.Before.Count(x => x > bound) / (double)n;
        var pile = numbers.After.Count(x => Math.Abs(x - bound) < 0.02 * scale) / (double)n;
        var below = Enumerable
            .Range(1, n - 2)
            .Where(i => numbers.Before[i] < 0.9 * bound && bound > 0 || numbers.Before[i] < bound - 0.1 * scale && bound <= 0)
            .ToList();
        var kept =
            below.Count == 0
                ? 0
                : below.Count(i =>
                    Math.Abs(numbers.After[i] - numbers.Before[i]) < 0.12 * Math.Max(Math.Abs(numbers.Before[i]), 0.05 * scale)
                ) / (double)below.Count;
        // Only a part of the rows may be capped: then the tail thins out instead of ending.
        return tail > 0.04
            && pile > 0.4 * tail
            && beyond <= 0.65 * n * tail
            && (kept > 0.7 || accused && below.Count < FewBelow && beyond <= 0.1 * n * tail);
    }

    private static async Task<Judgement> CappedAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if (
            await closer.NumbersAsync(asker, cancellationToken) is not { } numbers
            || await closer.ValuesAsync(asker, cancellationToken) is not { } values
        )
            return Judgement.Unclear("The distribution could not be read.");
        if (
            ValueFault.Spike(values) is not { } spike
            || DefaultFill.Number(spike.Value) is not { } bound
            || !CapAt(numbers, bound, accused: true)
        )
            return Judgement.No("Values do not pile up at a bound that they end at.");
        var shown =
            $"{Figures.Percent(values.ShareAfter(spike))} of the rows{incident.Where()} are at {spike.Value} exactly ({Figures.Percent(values.ShareBefore(spike))} before), where {numbers.Before.Count(x => x > bound) / 40.0:P0} were above it, and smaller values are as before";
        if (await EverywhereAsync(incident, bound, asker, cancellationToken) is { } everywhere)
            return Judgement.Yes(
                0.95,
                $"{everywhere.Shown}; of the rows{incident.Where()} {Figures.Percent(values.ShareAfter(spike))} are at {spike.Value} exactly."
            ) with
            {
                Statement = $"{incident.Subject()} is capped at {spike.Value}",
                Culprit = new Culprit("column", incident.Table.Name.Name, numbers.Column, spike.Value),
                WholeTable = true,
                Affected = everywhere.Capped,
                EvidenceId = values.EvidenceId,
            };
        if (!CapAt(numbers, bound))
            return Judgement.No(
                $"{Figures.Percent(values.ShareAfter(spike))} of the rows{incident.Where()} are at {spike.Value}, but no smaller values stayed, and other rows go beyond it."
            );
        return Judgement.Yes(0.95, $"{shown}.") with
        {
            Statement = $"{incident.Subject()}{incident.Where()} is capped at {spike.Value}",
            Culprit = new Culprit("column", incident.Table.Name.Name, numbers.Column, spike.Value),
            Affected = spike.After,
            EvidenceId = values.EvidenceId,
        };
    }

    /// <summary>
    /// A cap strikes where values are large, so that rows with large companions are accused. When the others end at the bound as well, all are capped.
    /// </summary>
    private static async Task<(string Shown, double Capped)?> EverywhereAsync(
        Incident incident,
        double bound,
        string asker,
        CancellationToken cancellationToken
    )
    {
        if (incident.Segment?.Condition is not { } inside || incident.MeasuredColumn is not { } column)
            return null;
        var value = Term.Column(Ask.Rows, column.Name);
        var (accused, side) = (Term.Flag(inside), Term.Flag(incident.During));
        var query = SelectBuilder
            .From(incident.Rows)
            .Where(Term.AllOf(incident.Metric.Filter, incident.Periods.Any(incident.Time), value.AtLeast(Term.Number(bound))))
            .Select(
                accused.As("accused"),
                side.As("side"),
                Term.CountWhere(value.MoreThan(Term.Number(bound))).As("beyond"),
                Term.Count().As("n")
            )
            .GroupBy([accused, side])
            .ToQuery();
        var answer = await incident.Interview.TryAskAsync(
            asker,
            $"values of {column.Name} from {bound} on, before and after",
            query,
            cancellationToken
        );
        if (answer is null)
            return null;
        (double Beyond, double All) Of(double accused, double side) =>
            answer.Rows.FirstOrDefault(r => Cell.Real(r[0]) == accused && Cell.Real(r[1]) == side) is { } row
                ? (Cell.Real(row[2]), Cell.Real(row[3]))
                : default;
        var exposure = incident.Periods.Exposure / Math.Max(1, incident.Periods.Past.Count);
        var (before, after) = (Of(0, 0).Beyond * exposure, Of(0, 1));
        if (before < LeastCapped || after.Beyond > 0.05 * before || after.All < 0.5 * before)
            return null;
        return (
            $"Of the other rows {Figures.Number(after.Beyond)} are above {Figures.Number(bound)} too, where {Figures.Number(before)} are usual",
            after.All - after.Beyond + Of(1, 1).All - Of(1, 1).Beyond
        );
    }

    private static async Task<Judgement> CutAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if (await closer.ValuesAsync(asker, cancellationToken) is not { } values)
            return Judgement.Unclear("The values could not be read.");
        var before = values.Values.Where(v => v.Value is not null && v.Before > 0).ToList();
        var fresh = values.New.Count > 0 ? values.New : values.Risen;
        if (before.Count == 0 || fresh.Count == 0)
            return Judgement.No("No new values appear.");
        var lengths = fresh
            .GroupBy(v => v.Value?.Length ?? 0)
            .Select(g => (Length: g.Key, Rows: g.Sum(v => v.After)))
            .OrderByDescending(g => g.Rows)
            .ToList();
        var (limit, rows) = lengths[0];
        // Rows of the step in which it began, and of a slow client, may still be whole.
        var longer = lengths.Where(g => g.Length > limit).Sum(g => g.Rows) / Math.Max(1, fresh.Sum(v => v.After));
        var usual = before.Average(v => v.Value?.Length ?? 0);
        var piled = rows / Math.Max(1, fresh.Sum(v => v.After));
        var shown =
            $"new values{incident.Where()} have {limit} characters ({Figures.Percent(piled)} of them, {Figures.Percent(longer)} more), old ones {Figures.Number(usual)} on average";
        if (limit == 0)
            return Judgement.No($"The {shown}: nothing is left of them.");
        var halfway = IsHalfway(before, lengths) || values.IsFree && IsPile(before, fresh, limit);
        if (limit >= usual || piled < 0.75 && !halfway || longer > 0.02 && !halfway)
            return Judgement.No($"The {shown}.");
        var prefixes = TextFault.Pairs(values, (old, now) => old.Length > now.Length && old.StartsWith(now, StringComparison.Ordinal));
        var free = values.IsFree;
        if (!free && TextFault.Covered(values, prefixes) < 0.6 || free && !BeginAlike(before, fresh) && !IsFormCut(before, fresh))
            return Judgement.No($"The {shown}, but they are not the beginnings of old ones.");
        return Judgement.Yes(0.92, $"The {shown}: the beginnings of the old.") with
        {
            Statement = $"{incident.Subject()}{incident.Where()} is cut to {limit} characters",
            Culprit = new Culprit("column", incident.Table.Name.Name, values.Column, null),
            EvidenceId = values.EvidenceId,
        };
    }

    /// <summary>
    /// Codes of fixed lengths of which a part is cut so far: those that are not are as long as codes were, and hardly one was ever as short as the others.
    /// </summary>
    private static bool IsHalfway(IReadOnlyList<ValueCount> before, IReadOnlyList<(int Length, double Rows)> now)
    {
        var all = Math.Max(1, before.Sum(v => v.Before));
        double Share(int length) => before.Where(v => v.Value?.Length == length).Sum(v => v.Before) / all;
        var usual = before.Select(v => v.Value?.Length ?? 0).Where(l => Share(l) > 0.02).ToHashSet();
        return Share(now[0].Length) < 0.02
            && usual.Count <= 3
            && now.Where(g => g.Length != now[0].Length).All(g => usual.Contains(g.Length) && g.Length > now[0].Length);
    }

    /// <summary>Of texts that hardly repeat those not cut are new as well; still many different ones end at one length that few had before.</summary>
    internal static bool IsPile(IReadOnlyList<ValueCount> before, IReadOnlyList<ValueCount> fresh, int limit)
    {
        double Share(IReadOnlyList<ValueCount> values, Func<ValueCount, double> rows) =>
            values.Where(v => v.Value?.Length == limit).Sum(rows) / Math.Max(1, values.Sum(rows));
        var now = Share(fresh, v => v.After);
        return now > LeastPile && Share(before, v => v.Before) < now / 4 && fresh.Count(v => v.Value?.Length == limit) >= FewestPiled;
    }

    private const double LeastPile = 0.4;
    private const int FewestPiled = 10;

    /// <summary>
    /// Of texts that hardly repeat only the first by the alphabet are seen, before and after as far as they go: where both are, new ones begin
    /// like old ones as often as old ones begin like each other.
    /// </summary>
    internal static bool BeginAlike(IReadOnlyList<ValueCount> before, IReadOnlyList<ValueCount> fresh)
    {
        var starts = before.Select(Start).OfType<string>().GroupBy(s => s).ToDictionary(g => g.Key, g => g.Count());
        if (starts.Count is 0 or >= TooManyStarts)
            return starts.Count > 0;
        // Those that come twice are seen wherever they stand.
        var last = before.Select(Start).OfType<string>().Order(StringComparer.Ordinal).ElementAt((int)(0.9 * (starts.Values.Sum() - 1)));
        var near = fresh.Select(Start).OfType<string>().Where(s => string.CompareOrdinal(s, last) <= 0).ToList();
        if (near.Count == 0 || near.Count < Math.Min(FewestNear, fresh.Count / 2.0))
            return false;
        var among = starts.Values.Where(n => n > 1).Sum() / (double)before.Count;
        return near.Count(starts.ContainsKey) >= Math.Max(LeastAlike, 0.7 * among) * near.Count;
    }

    private const int TooManyStarts = 300;
    private const int FewestNear = 10;
    private const double LeastAlike = 0.3;

    private static string? Start(ValueCount value) => value.Value is { Length: > 1 } text ? text[..2] : null;

    /// <summary>Codes that never repeat are known by their form: that of the new ones is the beginning of the old ones'.</summary>
    private static bool IsFormCut(IReadOnlyList<ValueCount> before, IReadOnlyList<ValueCount> fresh)
    {
        var forms = before.Select(v => Form(v.Value ?? "")).ToHashSet(StringComparer.Ordinal);
        var cut = fresh.Count(v =>
            Form(v.Value ?? "") is { Length: > 2 } now
            && forms.Any(f => f.Length > now.Length && f.StartsWith(now, StringComparison.Ordinal))
        );
        return forms.Count <= MostForms && cut >= 0.8 * fresh.Count;
    }

    private const int MostForms = 40;

    private static string Form(string value) =>
        string.Concat(
            value.Select(c =>
                char.IsDigit(c) ? '9'
                : char.IsUpper(c) ? 'A'
                : char.IsLetter(c) ? 'a'
                : c
            )
        );
}

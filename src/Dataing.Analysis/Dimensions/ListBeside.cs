using Dataing.Analysis.Localisation;
using Dataing.Analysis.Timing;

namespace Dataing.Analysis.Dimensions;

/// <summary>
/// A list of values beside another condition may be no more than those of many values that chance favoured: where the rows of the other values moved
/// as well, they belong to the segment, and the list goes.
/// </summary>
internal static class ListBeside
{
    private const int Long = 4;

    /// <summary>Of the move of the listed values, what the others must have moved by.</summary>
    private const double AsFar = 0.5;

    private const double AsFarOfFew = 0.25;
    private const double Thin = 6;
    private const double FewestRows = 8;
    private const double LeastPart = 0.1;

    public static SegmentCause Dropped(LeafTable table, MetricForm form, SegmentCause cause)
    {
        for (var place = 0; cause.Conditions.Count > 1 && place < cause.Conditions.Count; place++)
        {
            if (cause.Conditions[place] is not { IsRange: false, Codes.Count: >= Long } listed)
                continue;
            SegmentCondition[] fewer = [.. cause.Conditions.Where((_, i) => i != place)];
            int[] all = [.. Enumerable.Range(0, table.Count).Where(l => fewer.All(c => c.Codes.Contains(table.Codes[c.Dimension][l])))];
            var (inside, rest) = (Sums.Of(table, cause.Leaves), Sums.Of(table, [.. all.Except(cause.Leaves)]));
            // Of values with a few rows each, those that rose by chance look as if they alone had.
            var far = inside.PastRows < Thin * listed.Codes.Count ? AsFarOfFew : AsFar;
            var enough = Math.Max(FewestRows, LeastPart * inside.Rows);
            if (rest.Rows < enough || rest.PastRows < enough || !(rest.Move(form) / inside.Move(form) >= far))
                continue;
            var whole = Sums.Of(table, all);
            cause = cause with
            {
                Conditions = fewer,
                Leaves = all,
                Aliases = [],
                Before = whole.Before(form),
                After = whole.After(form),
                Rows = whole.Rows,
                Excess = whole.Excess(form),
                ShareOfChange = Math.Min(1, cause.ShareOfChange * whole.Excess(form) / cause.Excess),
            };
            place = -1;
        }
        return cause;
    }

    /// <summary>The measures of some leaves in the window, and in as much of the past.</summary>
    private sealed record Sums(double Value, double Rows, double PastValue, double PastRows)
    {
        public static Sums Of(LeafTable table, IReadOnlyList<int> leaves)
        {
            var part = table.Exposure / Math.Max(1, table.Baseline.Count);
            double Past(Func<LeafMeasures, double[]> of) => part * table.Baseline.Sum(p => leaves.Sum(l => of(p)[l]));
            return new Sums(
                leaves.Sum(l => table.Incident.Numerator[l]),
                leaves.Sum(l => table.Incident.Denominator[l]),
                Past(p => p.Numerator),
                Past(p => p.Denominator)
            );
        }

        public double Before(MetricForm form) => form.IsAdditive() ? PastValue : PastValue / PastRows;

        public double After(MetricForm form) => form.IsAdditive() ? Value : Value / Rows;

        public double Excess(MetricForm form) => form.IsAdditive() ? Value - PastValue : Value - Rows * PastValue / PastRows;

        public double Move(MetricForm form) =>
            form.IsAdditive() ? Math.Log(Math.Max(After(form), 0.5) / Math.Max(Before(form), 0.5)) : After(form) - Before(form);
    }
}

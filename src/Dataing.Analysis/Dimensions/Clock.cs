using Dataing.Analysis.Cases;
using Dataing.Analysis.Localisation;
using Dataing.Analysis.Timing;

namespace Dataing.Analysis.Dimensions;

/// <summary>Dimensions that are another way to tell the time: the window differs in them from the past whatever happened.</summary>
internal static class Clock
{
    /// <summary>The part of the rows that may have moved along ids before they are taken for a sequence.</summary>
    private const double MostApart = 0.5;

    /// <summary>The part of the rows with values of both times, as where one step holds the last of the one and the first of the other.</summary>
    private const double ByTheWay = 0.05;

    public static bool Tells(Dimension dimension, IReadOnlyList<MarginalValue> values, MetricForm form) =>
        IsSequence(dimension, values) || !form.IsAdditive() && IsNewThroughout(values);

    /// <summary>Ids that are counted up: the window has prefixes and ranges of its own.</summary>
    private static bool IsSequence(Dimension dimension, IReadOnlyList<MarginalValue> values)
    {
        if (
            dimension.Facet is not (Facet.Prefix or Facet.Character or Facet.Suffix)
            && !(dimension.IsRange && ColumnTraits.SoundsLikeKey(dimension.Column.Name))
        )
            return false;
        var (now, past) = (values.Sum(v => v.Incident.Rows), values.Sum(v => v.Past.Rows));
        if (now <= 0 || past <= 0)
            return true;
        var apart = values.Sum(v => Math.Abs(v.Incident.Rows / now - v.Past.Rows / past)) / 2;
        return apart > MostApart;
    }

    /// <summary>
    /// Values of which none was there before, and none of before is there now. They single something out only where most rows of the window stayed
    /// as they were.
    /// </summary>
    private static bool IsNewThroughout(IReadOnlyList<MarginalValue> values)
    {
        var now = values.Select(v => v.Incident).Aggregate(default(Bucket), (a, b) => a + b);
        var past = values.Select(v => v.Past).Aggregate(default(Bucket), (a, b) => a + b);
        if (now.Denominator <= 0 || past.Denominator <= 0)
            return false;
        var shared = Math.Max(
            values.Where(v => v.Past.Rows > 0).Sum(v => v.Incident.Rows) / now.Rows,
            values.Where(v => v.Incident.Rows > 0).Sum(v => v.Past.Rows) / past.Rows
        );
        var usual = past.Numerator / past.Denominator;
        var move = now.Numerator / now.Denominator - usual;
        var moved = values
            .Select(v => v.Incident)
            .Where(b => b.Denominator > 0 && (b.Numerator / b.Denominator - usual) / move >= 0.5)
            .Sum(b => b.Rows);
        return shared < ByTheWay && moved > MostApart * now.Rows;
    }
}

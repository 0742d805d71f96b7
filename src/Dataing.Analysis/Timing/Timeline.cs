using Dataing.Analysis.Localisation;
using Dataing.Core.Alerts;

namespace Dataing.Analysis.Timing;

/// <summary>What the metric did over time: its baseline, where it strayed, and the episode that the alert is about.</summary>
internal sealed record Timeline
{
    public required MetricForm Form { get; init; }

    /// <summary>The coarse series: days, or hours when the history is short.</summary>
    public required Series Coarse { get; init; }

    public required Baseline Baseline { get; init; }

    /// <summary>The finest series that the data carries.</summary>
    public required Series Fine { get; init; }

    public required Baseline FineBaseline { get; init; }

    /// <summary>Runs of coarse steps that stray, strongest first.</summary>
    public required IReadOnlyList<Episode> Episodes { get; init; }

    /// <summary>The run the alert is about, on <see cref="EpisodeSeries"/>; null when nothing strays there.</summary>
    public Episode? Episode { get; init; }

    /// <summary>True for a measure of the hours themselves: its fine steps say nothing.</summary>
    public bool WholeDays { get; init; }

    /// <summary>The onset, in fine steps: it lies in [OnsetFrom, OnsetTo).</summary>
    public DateTime OnsetFrom { get; init; }

    public DateTime OnsetTo { get; init; }

    /// <summary>The incident window: from the onset to the healing or the end of the data.</summary>
    public DateTime WindowFrom { get; init; }

    public DateTime WindowTo { get; init; }

    /// <summary>True when the metric has not come back.</summary>
    public bool Ongoing { get; init; }

    /// <summary>The first moment after the data.</summary>
    public DateTime DataEnd => Fine.End;

    public bool Borne => Episode is not null;

    public Grain Grain => Fine.Grain;

    /// <summary>True when the hours of a day are expected to differ in a rate or mean.</summary>
    public bool HoursDiffer =>
        Grain == Grain.Hour
        && !Form.IsAdditive()
        && Baseline.Expected.Length > 2
        && Enumerable
            .Range(0, Fine.Count)
            .Any(i => i > 0 && Fine.At(i).Hour > 0 && FineBaseline.Expected[i] != FineBaseline.Expected[i - 1]);

    public int Direction => Episode is null ? 0 : Math.Sign(Episode.Observed - Episode.Expected);

    public bool IsWithin(Timeline other) => WindowFrom >= other.WindowFrom && WindowTo <= other.WindowTo;

    /// <summary>The part of both windows together that they share, 0 to 1.</summary>
    public double Overlap(Timeline other)
    {
        var from = WindowFrom > other.WindowFrom ? WindowFrom : other.WindowFrom;
        var to = WindowTo < other.WindowTo ? WindowTo : other.WindowTo;
        var union =
            (WindowTo > other.WindowTo ? WindowTo : other.WindowTo) - (WindowFrom < other.WindowFrom ? WindowFrom : other.WindowFrom);
        return union <= TimeSpan.Zero ? 0 : Math.Max(0, (to - from) / union);
    }
}

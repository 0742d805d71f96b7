using Dataing.Analysis.Localisation;
using Dataing.Core.Alerts;

namespace Dataing.Analysis.Timing;

/// <summary>WHEN: fits the baseline, finds the runs that stray, picks the one that the alert is about and pins down its ends.</summary>
internal static class TimelineAnalysis
{
    private const double Bar = 4.5;
    private const int Passes = 3;
    private const int MostEpisodes = 8;
    private const int FewestDays = 8;

    public static Timeline Analyse(Series fine, MetricForm form, AlertPeriod? alert, int expectedSign = 0)
    {
        var days = fine.Grain is Grain.Hour or Grain.Minute ? fine.RollUp(Grain.Day) : fine;
        var end = UsableEnd(fine, days, form, alert);
        var (daily, dayEpisodes) = Settle(days, form, end);
        if (fine.Grain == days.Grain)
            return Pick(days, days, daily, daily, dayEpisodes, [], form, alert, expectedSign);
        var hours = fine.Grain == Grain.Minute ? fine.RollUp(Grain.Hour) : fine;
        var (hourly, hourEpisodes) = SettleHours(hours, days, daily, dayEpisodes, form);
        return Pick(hours, days, hourly, daily, dayEpisodes, hourEpisodes, form, alert, expectedSign);
    }

    /// <summary>Fits, scans, and fits again without what was found, so that a long incident does not become its own baseline.</summary>
    private static (Baseline Baseline, IReadOnlyList<Episode> Episodes) Settle(Series days, MetricForm form, int end)
    {
        var strayed = new bool[days.Count];
        for (var i = end; i < days.Count; i++)
            strayed[i] = true;
        var baseline = DailyBaseline.Fit(days, form, i => strayed[i]);
        IReadOnlyList<Episode> episodes = [];
        for (var pass = 0; pass < Passes; pass++)
        {
            episodes = EpisodeScan.Find(days, baseline, form, Bar, MostEpisodes, end);
            var before = strayed.Count(s => s);
            foreach (var episode in episodes.Where(e => e.Length <= Math.Max(3, days.Count / 2)))
                for (var i = episode.Start; i < episode.End; i++)
                    strayed[i] = true;
            if (strayed.Count(s => s) == before || strayed.Count(s => !s) < FewestDays / 2)
                break;
            baseline = DailyBaseline.Fit(days, form, i => strayed[i]);
        }
        return (baseline, episodes);
    }

    private static (Baseline Baseline, IReadOnlyList<Episode> Episodes) SettleHours(
        Series hours,
        Series days,
        Baseline daily,
        IReadOnlyList<Episode> dayEpisodes,
        MetricForm form
    )
    {
        var strayed = dayEpisodes.Select(e => (From: days.At(e.Start), To: days.At(e.End))).ToList();
        var baseline = HourlyBaseline.Fit(hours, days, daily, form, at => strayed.Exists(s => s.From <= at && at < s.To));
        var usable = hours.Count - (form.IsAdditive() ? 1 : 0);
        var episodes = EpisodeScan.Find(hours, baseline, form, Bar + 1, MostEpisodes, usable);
        return (baseline, episodes);
    }

    private static Timeline Pick(
        Series fine,
        Series days,
        Baseline fineBaseline,
        Baseline daily,
        IReadOnlyList<Episode> dayEpisodes,
        IReadOnlyList<Episode> fineEpisodes,
        MetricForm form,
        AlertPeriod? alert,
        int expectedSign
    )
    {
        var timeline = new Timeline
        {
            Form = form,
            Coarse = days,
            Baseline = daily,
            Fine = fine,
            FineBaseline = fineBaseline,
            Episodes = dayEpisodes,
        };
        var candidates = dayEpisodes
            .Select(e => (Episode: e, Series: days))
            .Concat(fineEpisodes.Select(e => (Episode: e, Series: fine)))
            .Select(c => (c.Episode, c.Series, Score: Score(c.Episode, c.Series, alert, expectedSign)))
            .Where(c => c.Score > 0)
            .OrderByDescending(c => c.Score)
            .ToList();
        if (candidates.Count == 0)
            return timeline;
        var best = candidates[0];
        return Pin(timeline, best.Episode, best.Series);
    }

    /// <summary>How well a run fits the alert: strong, near in time, and in the direction the alert names. Zero rules it out.</summary>
    private static double Score(Episode episode, Series series, AlertPeriod? alert, int expectedSign)
    {
        var strength = Math.Min(Math.Abs(episode.Z), 60);
        if (expectedSign != 0 && Math.Sign(episode.Observed - episode.Expected) != expectedSign)
            strength *= 0.4;
        var from = series.At(episode.Start);
        var to = series.At(episode.End);
        if (alert is null)
            return strength * (0.3 + 0.7 * episode.End / series.Count);
        var distance = alert.DaysFrom(from, to);
        if (distance > 3.5)
            return 0;
        return strength * Math.Exp(-0.9 * distance);
    }

    /// <summary>Pins the ends of a run down on the fine series.</summary>
    public static Timeline Pin(Timeline timeline, Episode episode, Series series)
    {
        var fine = timeline.Fine;
        var from = series.At(episode.Start);
        var to = series.At(episode.End);
        var margin = series.Grain == fine.Grain ? (fine.Grain == Grain.Hour ? 6 : 1) : 24;
        var step = ReferenceEquals(series, fine) && fine.Grain != Grain.Hour;
        var ongoing = episode.Open || to >= fine.End || fine.End - to <= TimeSpan.FromHours(2);
        var ratio = episode.Expected != 0 ? episode.Observed / episode.Expected : 100;
        var level = episode.Observed;
        OnsetFit onset;
        int end;
        if (step)
        {
            onset = new OnsetFit(episode.Start, episode.Start, 1, 1);
            end = ongoing ? fine.Count : episode.End;
        }
        else
        {
            var first = fine.IndexOf(from);
            var last = Math.Min(fine.IndexOf(to), fine.Count);
            (ratio, level) = Core(timeline, first, last, ratio, level);
            var reach = Math.Min(first + 2 * margin, last);
            onset = OnsetFit.Find(
                fine,
                timeline.FineBaseline,
                timeline.Form,
                first - margin,
                Math.Max(reach, first + 1),
                ratio,
                level,
                false
            );
            if (onset.Certainty < 0.3 && series.Grain == Grain.Day)
                onset = new OnsetFit(first, first, 2, 0.3);
            end = ongoing
                ? fine.Count
                : OnsetFit
                    .Find(
                        fine,
                        timeline.FineBaseline,
                        timeline.Form,
                        Math.Max(onset.Step + 1, last - 2 * margin),
                        last + margin,
                        ratio,
                        level,
                        true
                    )
                    .Step;
            if (!ongoing && end >= fine.Count - 1)
                ongoing = true;
        }
        var start = Math.Clamp(onset.Step, 0, Math.Max(0, fine.Count - 1));
        end = Math.Clamp(end, start + 1, Math.Max(start + 1, fine.Count));
        return timeline with
        {
            Episode = episode,
            OnsetFrom = fine.At(onset.From).AddMinutes(onset.Minutes),
            OnsetTo = fine.At(onset.From + onset.Width).AddMinutes(onset.Minutes),
            WindowFrom = fine.At(start),
            WindowTo = fine.At(end),
            Ongoing = ongoing,
        };
    }

    /// <summary>The new regime's own level, read from the middle of the run where its edges do not water it down.</summary>
    private static (double Ratio, double Level) Core(Timeline timeline, int first, int last, double ratio, double level)
    {
        var edge = last - first >= 48 ? 24 : (last - first) / 4;
        var core = EpisodeScan.Describe(
            timeline.Fine,
            timeline.FineBaseline,
            timeline.Form,
            first + edge,
            Math.Max(first + edge + 1, last - edge),
            0,
            false
        );
        if (double.IsNaN(core.Observed))
            return (ratio, level);
        return (core.Expected > 0 ? core.Observed / core.Expected : ratio, core.Observed);
    }

    /// <summary>The first day that is still filling up: its counts say nothing yet, unless the alert is about it.</summary>
    private static int UsableEnd(Series fine, Series days, MetricForm form, AlertPeriod? alert)
    {
        if (!form.IsAdditive() || days.Count < 2 || ReferenceEquals(fine, days))
            return days.Count;
        var last = fine.At(fine.Count - 1);
        return last.Hour >= 23 ? days.Count : days.Count - 1;
    }
}

using Dataing.Analysis.Localisation;
using Dataing.Core.Alerts;

namespace Dataing.Analysis.Timing;

/// <summary>WHEN: fits the baseline, finds the runs that stray, picks the one that the alert is about and pins down its ends.</summary>
internal static class TimelineAnalysis
{
    private const double Bar = 4.5;

    /// <summary>Days between a run and the alert: a monitor may notice late, but not that late.</summary>
    private const double Farthest = 2.5;
    private const int Passes = 3;
    private const int MostEpisodes = 8;
    private const int FewestDays = 8;

    /// <param name="fine">The metric by the finest step.</param>
    /// <param name="form">How it is made up.</param>
    /// <param name="alert">When the alert says; null: it does not.</param>
    /// <param name="expectedSign">Which way the alert says it went; 0: it does not.</param>
    /// <param name="wholeDays">True for a measure of the hours themselves, which only whole days have.</param>
    public static Timeline Analyse(Series fine, MetricForm form, AlertPeriod? alert, int expectedSign = 0, bool wholeDays = false)
    {
        var days = fine.Grain is Grain.Hour or Grain.Minute ? fine.RollUp(Grain.Day) : fine;
        var end = UsableEnd(fine, days, wholeDays || form.IsAdditive());
        var (daily, dayEpisodes) = Settle(days, form, end, alert?.From);
        if (fine.Grain == days.Grain)
            return Pick(days, days, daily, daily, dayEpisodes, [], form, alert, expectedSign, wholeDays);
        var hours = fine.Grain == Grain.Minute ? fine.RollUp(Grain.Hour) : fine;
        var (hourly, hourEpisodes) = SettleHours(hours, days, daily, dayEpisodes, form);
        return Pick(hours, days, hourly, daily, dayEpisodes, wholeDays ? [] : hourEpisodes, form, alert, expectedSign, wholeDays);
    }

    /// <summary>Fits, scans, and fits again without what was found, so that a long incident does not become its own baseline.</summary>
    private static (Baseline Baseline, IReadOnlyList<Episode> Episodes) Settle(Series days, MetricForm form, int end, DateTime? alert)
    {
        var strayed = new bool[days.Count];
        for (var i = end; i < days.Count; i++)
            strayed[i] = true;
        var baseline = DailyBaseline.Fit(days, form, i => strayed[i], alert);
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
            baseline = DailyBaseline.Fit(days, form, i => strayed[i], alert);
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
        int expectedSign,
        bool wholeDays
    )
    {
        var timeline = new Timeline
        {
            WholeDays = wholeDays,
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
        // Some hours that stand out within days that stray as well are where those show best; the alert's own days tell which of the two is meant.
        if (
            alert is not null
            && ReferenceEquals(best.Series, fine)
            && !Covers(alert, best.Episode, best.Series)
            && candidates.Find(c =>
                ReferenceEquals(c.Series, days) && Covers(alert, c.Episode, days) && Touches(c.Episode, days, best.Episode, fine)
            )
                is { Episode: not null } around
        )
            best = around;
        return Pin(timeline, best.Episode, best.Series);
    }

    /// <summary>A run of hours that lies within, or next to, a run of days that strays the same way.</summary>
    private static bool Touches(Episode run, Series days, Episode part, Series hours) =>
        Math.Sign(run.Observed - run.Expected) == Math.Sign(part.Observed - part.Expected)
        && hours.At(part.Start) < days.At(run.End).AddDays(1)
        && hours.At(part.End) > days.At(run.Start).AddDays(-1);

    private static bool Covers(AlertPeriod alert, Episode episode, Series series) =>
        alert.DaysFrom(series.At(episode.Start), series.At(episode.End)) == 0;

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
        // What went the other way on other days is another story.
        if (distance > Farthest || distance > 0 && expectedSign != 0 && Math.Sign(episode.Observed - episode.Expected) == -expectedSign)
            return 0;
        return strength * Math.Exp(-0.9 * distance);
    }

    /// <summary>Pins the ends of a run down on the fine series.</summary>
    public static Timeline Pin(Timeline timeline, Episode episode, Series series)
    {
        if (timeline.WholeDays && timeline.Fine.Grain == Grain.Hour)
            return PinToDays(timeline, episode);
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
            onset = StepOf(timeline, episode, ratio, level);
            end = ongoing ? fine.Count : episode.End;
        }
        else
        {
            var first = fine.IndexOf(from);
            var last = Math.Min(fine.IndexOf(to), fine.Count);
            (ratio, level, var move) = Core(timeline, first, last, ratio, level);
            onset = Onset(timeline, first, last, margin, ratio, level, move);
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
                        true,
                        move
                    )
                    .Step;
            if (!ongoing && end >= fine.Count - 1)
                ongoing = true;
        }
        var start = Math.Clamp(onset.Step, 0, Math.Max(0, fine.Count - 1));
        end = Math.Clamp(end, start + 1, Math.Max(start + 1, fine.Count));
        var pinned = timeline with
        {
            Episode = episode,
            OnsetFrom = fine.At(onset.From).AddMinutes(onset.Minutes),
            OnsetTo = fine.At(onset.From + onset.Width).AddMinutes(onset.Minutes),
            WindowFrom = fine.At(start),
            WindowTo = fine.At(end),
            Ongoing = ongoing,
        };
        return Ramp.Of(timeline, start, end)?.Begins(pinned) ?? pinned;
    }

    /// <summary>The first days of a run may stray for reasons of their own: where a share changes for sure only behind them, that is its onset.</summary>
    private static OnsetFit Onset(Timeline timeline, int first, int last, int margin, double ratio, double level, MeanMove move)
    {
        OnsetFit Until(int to) =>
            OnsetFit.Find(timeline.Fine, timeline.FineBaseline, timeline.Form, first - margin, to, ratio, level, false, move);
        int End(int reach) => Math.Max(Math.Min(reach, last), first + 1);
        bool IsAtEnd(OnsetFit fit, int to) => fit.Step >= to - Math.Max(1, margin / 4);

        var reach = first + 2 * margin;
        var near = Until(End(reach));
        if (timeline.Form != MetricForm.Rate)
            return near;
        for (var far = near; IsAtEnd(far, End(reach)) && reach < last; )
        {
            reach += 2 * margin;
            far = Until(End(reach));
            if (!IsAtEnd(far, End(reach)) && far.Certainty >= Certain)
                return far;
        }
        return near;
    }

    private const double Certain = 0.85;

    /// <summary>The first day of a run that is nearer to its level than to what was usual, with the day before where that tells too little.</summary>
    private static OnsetFit StepOf(Timeline timeline, Episode episode, double ratio, double level)
    {
        (ratio, level, var move) = Core(timeline, episode.Start, episode.End, ratio, level);
        var to = Math.Min(episode.Start + 4, episode.End);
        var fit = OnsetFit.Find(timeline.Fine, timeline.FineBaseline, timeline.Form, episode.Start, to, ratio, level, false, move);
        var step = Math.Clamp(fit.Step, episode.Start, Math.Max(episode.Start, to - 1));
        var from = step > episode.Start ? step - 1 : step;
        return new OnsetFit(step, from, step - from + 1, 1);
    }

    /// <summary>The day before may have been hit in its last hours.</summary>
    private static Timeline PinToDays(Timeline timeline, Episode episode)
    {
        var days = Pin(timeline with { Fine = timeline.Coarse, FineBaseline = timeline.Baseline }, episode, timeline.Coarse);
        return days with
        {
            Fine = timeline.Fine,
            FineBaseline = timeline.FineBaseline,
            OnsetFrom = days.OnsetFrom > timeline.Fine.Start ? days.OnsetFrom.AddDays(-1) : days.OnsetFrom,
            // A day that the data end in has no rows behind their end, and is no whole day to be compared with whole ones.
            WindowTo = days.WindowTo < timeline.DataEnd ? days.WindowTo : timeline.DataEnd,
        };
    }

    /// <summary>How well a step tells whether it lies before or after the onset, in nats; the mean over the steps of the incident.</summary>
    public static double Information(Timeline timeline)
    {
        if (timeline.Episode is not { } episode)
            return 0;
        var (first, last) = (timeline.Fine.IndexOf(timeline.OnsetTo), timeline.Fine.IndexOf(timeline.WindowTo));
        var ratio = episode.Expected != 0 ? episode.Observed / episode.Expected : 100;
        (ratio, var level, var move) = Core(timeline, first, last, ratio, episode.Observed);
        var regimes = new Regimes(timeline.Form, timeline.FineBaseline, ratio, level) { Move = move };
        var steps = Enumerable.Range(first, Math.Max(0, Math.Min(last, timeline.Fine.Count) - first)).ToList();
        return steps.Count == 0 ? 0 : steps.Average(i => regimes.Whole(timeline.Fine.Buckets[i], i));
    }

    /// <summary>The new regime's own level, read from the middle of the run where its edges do not water it down.</summary>
    private static (double Ratio, double Level, MeanMove Move) Core(Timeline timeline, int first, int last, double ratio, double level)
    {
        var edge = Math.Min(24, (last - first) / 4);
        var (from, to) = (first + edge, Math.Max(first + edge + 1, last - edge));
        var (fine, baseline, form) = (timeline.Fine, timeline.FineBaseline, timeline.Form);
        var core = EpisodeScan.Describe(fine, baseline, form, from, to, 0, false);
        if (double.IsNaN(core.Observed))
            return (ratio, level, new MeanMove(0, 0));
        var move = MeanMove.Of(fine, baseline, form, from, to, core.Observed, core.Expected);
        return (core.Expected > 0 ? core.Observed / core.Expected : ratio, core.Observed, move);
    }

    /// <summary>The first day that is still filling up: its counts, or its hours, say nothing yet.</summary>
    private static int UsableEnd(Series fine, Series days, bool partsMislead)
    {
        if (!partsMislead || days.Count < 2 || ReferenceEquals(fine, days))
            return days.Count;
        var last = fine.At(fine.Count - 1);
        return last.Hour >= 23 ? days.Count : days.Count - 1;
    }
}

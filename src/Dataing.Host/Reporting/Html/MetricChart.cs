using System.Globalization;
using System.Text;
using Dataing.Core.Findings;

namespace Dataing.Host.Reporting.Html;

/// <summary>The metric over time as SVG: what was seen, what was usual, and when it began.</summary>
internal static class MetricChart
{
    private const double Width = 960;
    private const double Height = 280;
    private const double Left = 76;
    private const double Right = 12;
    private const double Top = 26;
    private const double Bottom = 34;
    private const int DotsUpTo = 160;

    public static void Write(HtmlPage page, MetricChange metric, Onset? onset)
    {
        List<MetricPoint> series = [.. metric.Series.Where(p => p.Value is null || double.IsFinite(p.Value.Value)).OrderBy(p => p.At)];
        if (series.Count(p => p.Value is not null) < 2)
            return;
        var scale = new Scale(series);
        var svg = new StringBuilder();
        var name = HtmlPage.Escaped(metric.SeriesName ?? metric.Name ?? "the metric");
        var unit = metric.SeriesUnit ?? metric.Unit;
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<figure><svg class=\"chart\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{name} over time, from {Wording.Time(series[0].At)} to {Wording.Time(series[^1].At)}\">"
        );
        Axes(svg, scale, unit);
        if (onset is not null)
            OnsetBand(svg, scale, onset);
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"expected\" d=\"{Path(series, scale, p => p.Expected)}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"seen\" d=\"{Path(series, scale, p => p.Value)}\"/>");
        if (series.Count <= DotsUpTo)
            foreach (var point in series.Where(p => p.Value is not null))
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<circle class=\"dot\" cx=\"{scale.Middle(point.At):0.#}\" cy=\"{scale.Y(point.Value ?? 0):0.#}\" r=\"3\"><title>{Wording.Time(point.At)}: {HtmlPage.Escaped(Wording.Figure(point.Value, unit))}{(point.Expected is { } e ? $" (usual {HtmlPage.Escaped(Wording.Figure(e, unit))})" : "")}</title></circle>"
                );
        var usual = series.Exists(p => p.Expected is not null) ? "<span class=\"key expected\">usual</span>" : "";
        svg.Append(
            CultureInfo.InvariantCulture,
            $"</svg><figcaption><span class=\"key seen\">seen</span>{usual}{(onset is null ? "" : "<span class=\"key onset\">onset</span>")}</figcaption></figure>\n"
        );
        page.Drawing(svg.ToString());
    }

    private static void Axes(StringBuilder svg, Scale scale, string unit)
    {
        foreach (var value in scale.Ticks())
        {
            var y = scale.Y(value);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/>"
            );
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text class=\"tick\" x=\"{Left - 8}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{HtmlPage.Escaped(TickText(value, unit))}</text>"
            );
        }
        for (var i = 0; i <= 6; i++)
        {
            var at = scale.From + (scale.To - scale.From) * i / 6;
            var anchor = i switch
            {
                0 => "start",
                6 => "end",
                _ => "middle",
            };
            var text = at.UtcDateTime.ToString(
                scale.To - scale.From < TimeSpan.FromDays(4) ? "MM-dd HH:mm" : "MM-dd",
                CultureInfo.InvariantCulture
            );
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text class=\"tick\" x=\"{scale.X(at):0.#}\" y=\"{Height - 10}\" text-anchor=\"{anchor}\">{text}</text>"
            );
        }
    }

    private static string TickText(double value, string unit) =>
        unit is "fraction" or "percent" or "seconds" ? Wording.Figure(value, unit) : Wording.Number(value);

    private static void OnsetBand(StringBuilder svg, Scale scale, Onset onset)
    {
        var start = Math.Clamp(scale.X(onset.Start), Left, Width - Right);
        var end = Math.Clamp(scale.X(onset.End), start, Width - Right);
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<rect class=\"after\" x=\"{start:0.#}\" y=\"{Top}\" width=\"{Width - Right - start:0.#}\" height=\"{Height - Top - Bottom}\"/>"
        );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<rect class=\"onset\" x=\"{start:0.#}\" y=\"{Top}\" width=\"{Math.Max(2, end - start):0.#}\" height=\"{Height - Top - Bottom}\"/>"
        );
        var isLate = start > Width * 0.7;
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text class=\"label\" x=\"{(isLate ? Math.Max(start, end) : start):0.#}\" y=\"{Top - 8}\" text-anchor=\"{(isLate ? "end" : "start")}\">began {HtmlPage.Escaped(Wording.Onset(onset))}</text>"
        );
    }

    /// <summary>A line with gaps where there is no value.</summary>
    private static string Path(List<MetricPoint> series, Scale scale, Func<MetricPoint, double?> value)
    {
        var path = new StringBuilder();
        var isOpen = false;
        foreach (var point in series)
        {
            if (value(point) is not { } number || !double.IsFinite(number))
            {
                isOpen = false;
                continue;
            }
            path.Append(CultureInfo.InvariantCulture, $"{(isOpen ? 'L' : 'M')}{scale.Middle(point.At):0.#} {scale.Y(number):0.#}");
            isOpen = true;
        }
        return path.ToString();
    }

    private sealed class Scale
    {
        private readonly double _least;
        private readonly double _most;
        private readonly TimeSpan _step;

        public Scale(List<MetricPoint> series)
        {
            From = series[0].At;
            _step = series
                .Zip(series.Skip(1), (a, b) => b.At - a.At)
                .Where(s => s > TimeSpan.Zero)
                .DefaultIfEmpty(TimeSpan.FromHours(1))
                .Min();
            To = series[^1].At + _step;
            List<double> values = [.. series.SelectMany(p => new[] { p.Value, p.Expected }).OfType<double>().Where(double.IsFinite)];
            var (least, most) = (values.Min(), values.Max());
            // Zero belongs to the picture unless the values are far from it.
            if (least > 0 && least < 0.6 * most)
                least = 0;
            var spread = most > least ? most - least : Math.Max(1, Math.Abs(most));
            _least = least >= 0 && least - 0.05 * spread < 0 ? 0 : least - 0.05 * spread;
            _most = most + 0.05 * spread;
        }

        public DateTimeOffset From { get; }

        public DateTimeOffset To { get; }

        public double X(DateTimeOffset at) => Left + (at - From) / (To - From) * (Width - Left - Right);

        /// <summary>Where a point stands: in the middle of the stretch that it sums up, so that an onset within it does not lie behind it.</summary>
        public double Middle(DateTimeOffset at) => X(at + _step / 2);

        public double Y(double value) => Height - Bottom - (value - _least) / (_most - _least) * (Height - Top - Bottom);

        public IEnumerable<double> Ticks()
        {
            var rough = (_most - _least) / 4;
            var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
            var step =
                power
                * (rough / power) switch
                {
                    < 1.5 => 1,
                    < 3.5 => 2,
                    < 7.5 => 5,
                    _ => 10,
                };
            for (var tick = Math.Ceiling(_least / step) * step; tick <= _most; tick += step)
                yield return Math.Abs(tick) < step / 1e6 ? 0 : tick;
        }
    }
}

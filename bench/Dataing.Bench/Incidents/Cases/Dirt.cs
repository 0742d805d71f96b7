using Dataing.Bench.Incidents.Model;

namespace Dataing.Bench.Incidents.Cases;

/// <summary>The ordinary imperfections of any table: a few nulls, outliers and repeated rows, spread evenly.</summary>
internal static class Dirt
{
    public static void Sprinkle(Fact fact, Draw draw)
    {
        var table = fact.Table;
        var rows = table.Rows;
        for (var i = rows.Count / 1500; i > 0; i--)
            draw.Pick(rows)[fact.Index(draw.Pick(fact.Fillable))] = null;
        for (var i = rows.Count / 4000; i > 0; i--)
        {
            var index = fact.Index(draw.Pick(fact.Measures));
            var row = draw.Pick(rows);
            row[index] = row[index] is double value ? Math.Round(value * draw.Uniform(3, 8), 2) : null;
        }
        var copies = Enumerable.Range(0, rows.Count / 5000).Select(_ => draw.Pick(rows).Copy()).ToList();
        rows.AddRange(copies);
        table.SortBy(fact.EventTime);
    }
}

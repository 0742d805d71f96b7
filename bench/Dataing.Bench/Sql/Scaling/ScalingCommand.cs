using System.CommandLine;
using System.Globalization;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;

namespace Dataing.Bench.Sql.Scaling;

/// <summary>Texts of growing length through the guard, in every dialect: twice the text may take about twice the time, whatever it says.</summary>
internal static class ScalingCommand
{
    private const int Shortest = 4_000;
    private const double MostGrowth = 2.2;

    /// <summary>Times below this say more about the clock and the collector than about growth.</summary>
    private static readonly TimeSpan Telling = TimeSpan.FromMilliseconds(4);

    public static Command Create()
    {
        var doublings = new Option<int>("--doublings") { DefaultValueFactory = _ => 5, Description = "From 4,000 characters upwards." };
        var only = new Option<string?>("--shape") { Description = "Only shapes with this in their name." };
        var show = new Option<int>("--show") { DefaultValueFactory = _ => 15, Description = "How many of the slowest to print." };
        var command = new Command("scaling", "How the time of a verdict grows with the text.") { doublings, only, show };
        command.SetAction(result => Run(result.GetRequiredValue(doublings), result.GetValue(only) ?? "", result.GetRequiredValue(show)));
        return command;
    }

    private static int Run(int doublings, string only, int show)
    {
        var grown = new List<Growth>();
        foreach (var shape in ScalingShapes.Repeated.Where(s => s.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var dialect in SqlDialect.All)
            {
                var shorter = Best(ScalingShapes.Make(shape, Shortest), dialect).Time;
                var longest = Best(ScalingShapes.Make(shape, Shortest << doublings), dialect);
                grown.Add(new(shape.Name, dialect.Name, longest.Answer, longest.Time, Math.Pow(longest.Time / shorter, 1.0 / doublings)));
            }
        }
        var suspects = grown.Where(g => g.Time > Telling && g.PerDoubling > MostGrowth).ToArray();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{grown.Count:N0} pairs of shape and dialect up to {Shortest << doublings:N0} characters; slowest {grown.Max(g => g.Time).TotalMilliseconds:F0} ms; {suspects.Length} grow faster than {MostGrowth} per doubling"
            )
        );
        foreach (var growth in suspects.OrderByDescending(g => g.PerDoubling).Take(100))
            Console.WriteLine($"  grows: {growth.Describe()}");
        foreach (var growth in grown.OrderByDescending(g => g.Time).Take(show))
            Console.WriteLine($"  slow: {growth.Describe()}");
        return suspects.Length == 0 ? 0 : 1;
    }

    /// <summary>The best of several, in processor time with that of the collector: what the text costs by itself, whatever else the machine does.</summary>
    private static (TimeSpan Time, string Answer) Best(string sql, SqlDialect dialect)
    {
        var (best, answer) = (TimeSpan.MaxValue, "");
        var spent = TimeSpan.Zero;
        for (var i = 0; i < 7 && (i < 2 || spent < TimeSpan.FromMilliseconds(400)); i++)
        {
            var start = Environment.CpuUsage.TotalTime;
            var verdict = QueryGuard.Check(sql, dialect, null, QueryPolicy.Default);
            var time = Environment.CpuUsage.TotalTime - start;
            spent += time;
            best = time < best ? time : best;
            answer = verdict is QueryVerdict.Refused refused ? refused.Code : "allowed";
        }
        return (best, answer);
    }

    private sealed record Growth(string Shape, string Dialect, string Answer, TimeSpan Time, double PerDoubling)
    {
        public string Describe() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Time.TotalMilliseconds, 8:F1} ms, ×{PerDoubling:F2} per doubling  {Shape}, {Dialect}: {Answer}"
            );
    }
}

using System.Globalization;

namespace Dataing.Host.Tests.Mechanisms;

/// <summary>Eight weeks of bicycle rentals without a fault, the same for every test; a case breaks its own copy.</summary>
internal sealed class RentalWorld
{
    private const int Days = 56;
    private const int PerDay = 260;

    private static readonly double[] Weekday = [0.9, 1, 1, 1, 1.1, 1.2, 0.8];

    private readonly Random _random = new(20_260);

    public RentalWorld()
    {
        for (var i = 0; i < 16; i++)
            Stations.Add(
                (
                    $"ST{i:00}",
                    i % 4 == 0 ? "harbour"
                    : i % 4 == 1 ? "old town"
                    : "hills"
                )
            );
        for (var day = 0; day < Days; day++)
        {
            var date = First.AddDays(day);
            var rides = (int)(PerDay * Weekday[(int)date.DayOfWeek] * (0.98 + 0.04 * _random.NextDouble()));
            foreach (var second in Enumerable.Range(0, rides).Select(_ => SecondOfDay()).Order().ToArray())
                Rentals.Add(Ride(date.AddSeconds(second)));
        }
    }

    public static DateTime First { get; } = new(2026, 3, 2, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>When the faults begin: in the middle of an hour of a working day.</summary>
    public static DateTime Onset { get; } = First.AddDays(45).AddHours(10).AddMinutes(20);

    /// <summary>The day of the onset, as an alert writes it.</summary>
    public static string Day { get; } = Onset.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public List<(string Station, string Quarter)> Stations { get; } = [];

    public List<Rental> Rentals { get; private set; } = [];

    /// <summary>Euro per crown by day; empty where no case needs it.</summary>
    public List<(DateTime Day, double Rate)> Rates { get; } = [];

    /// <summary>Chance of the same stream as the data: 0 to 1.</summary>
    public double Chance() => _random.NextDouble();

    public int Below(int bound) => _random.Next(bound);

    /// <summary>The rows from the onset on that the fault is meant for.</summary>
    public IEnumerable<Rental> Since(Func<Rental, bool> where) => Rentals.Where(r => r.StartedAt >= Onset && where(r));

    public void Keep(Func<Rental, bool> where) => Rentals = [.. Rentals.Where(where)];

    /// <summary>Adds rows and puts all in order of time.</summary>
    public void Add(IEnumerable<Rental> rows) => Rentals = [.. Rentals.Concat(rows.ToArray()).OrderBy(r => r.StartedAt)];

    public string QuarterOf(Rental rental) => Stations.First(s => s.Station == rental.Station).Quarter;

    public void Write(string directory)
    {
        Lines(
            directory,
            "rentals",
            "rental_id,receipt,station,rider,app_version,plan,agent,currency,remark,batch_id,started_at,loaded_at,updated_at,minutes,fare,insured,fare_eur",
            Rentals.Select(r =>
                string.Join(
                    ',',
                    $"{r.RentalId}",
                    r.Receipt,
                    r.Station,
                    r.Rider,
                    r.AppVersion,
                    r.Plan,
                    r.Agent,
                    r.Currency,
                    r.Remark,
                    r.Batch,
                    Text(r.StartedAt),
                    Text(r.LoadedAt),
                    Text(r.UpdatedAt),
                    r.Minutes,
                    r.Fare,
                    r.Insured,
                    r.FareInEuro
                )
            )
        );
        Lines(directory, "stations", "station,quarter", Stations.Select(s => $"{s.Station},{s.Quarter}"));
        if (Rates.Count > 0)
            Lines(directory, "rates", "day,eur", Rates.Select(r => FormattableString.Invariant($"{r.Day:yyyy-MM-dd},{r.Rate:0.0000}")));
    }

    public static string Number(double value, int decimals = 2) =>
        value.ToString($"0.{new string('0', decimals)}", CultureInfo.InvariantCulture);

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static void Lines(string directory, string table, string header, IEnumerable<string> lines) =>
        File.WriteAllLines(Path.Combine(directory, $"{table}.csv"), lines.Prepend(header));

    private Rental Ride(DateTime at)
    {
        var number = Rentals.Count;
        var minutes = Math.Exp(2.9 + 0.5 * Gauss());
        var loaded = at.Date.AddHours(at.Hour / 6 * 6 + 6).AddMinutes(10);
        return new Rental
        {
            RentalId = 50_000 + number,
            Receipt = $"R-{7 * (long)number + 1_000_003}",
            Station = Stations[Skewed(Stations.Count)].Station,
            Rider = $"rider{_random.Next(2_400):0000}",
            AppVersion = Of("5.1", "5.1", "5.1", "5.0", "web"),
            Plan = Of("day", "day", "month", "year"),
            Agent = Of("Chrome", "Chrome", "Safari", "Firefox"),
            Currency = "SEK",
            Remark = Of("ok", "för sent", "återlämnad", "bra tur", ""),
            Batch = $"b{loaded:yyMMddHH}",
            StartedAt = at,
            LoadedAt = loaded,
            UpdatedAt = at.AddMinutes(minutes + 5),
            Minutes = Number(minutes, 3),
            Fare = Number(12 + 1.9 * minutes * (0.9 + 0.2 * _random.NextDouble())),
            Insured = _random.NextDouble() < 0.7 ? "1" : "0",
        };
    }

    private int SecondOfDay()
    {
        var hour = Math.Clamp(14 + 4 * Gauss(), 0, 23.99);
        return (int)(hour * 3600);
    }

    private int Skewed(int count) => (int)(count * Math.Pow(_random.NextDouble(), 1.6));

    private string Of(params string[] values) => values[_random.Next(values.Length)];

    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}

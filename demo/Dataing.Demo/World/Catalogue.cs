namespace Dataing.Demo.World;

/// <summary>Categories and products; three import jobs bring products at their own hours, every day.</summary>
internal static class Catalogue
{
    public const string SupplierFeed = "supplier_feed";

    /// <summary>The hours at which the supplier feed runs, at a quarter past.</summary>
    public static readonly int[] SupplierRuns = [2, 8, 14, 20];

    private const int Established = 1500;

    private static readonly (string Department, string[] Names, int Cents)[] Departments =
    [
        ("home", ["kitchen", "bedding", "lighting", "storage", "garden"], 3400),
        ("fashion", ["shoes", "jackets", "accessories", "sportswear"], 5200),
        ("electronics", ["audio", "cables", "smart_home", "wearables"], 7900),
        ("beauty", ["skincare", "fragrance", "hair"], 2300),
        ("toys", ["puzzles", "outdoor", "building_sets"], 2800),
        ("grocery", ["coffee", "snacks", "pantry"], 900),
    ];

    private static readonly string[] Brands = ["Nordvik", "Aluna", "Brightside", "Kestrel", "Omori", "Fennel", "Halden", "Tidewater"];

    private static readonly Weighted<string> SupplierCurrencies = new(("EUR", 0.7), ("GBP", 0.3));

    private static readonly Weighted<string> OtherCurrencies = new(("EUR", 0.35), ("USD", 0.45), ("GBP", 0.2));

    public static CategoryRow[] Categories() =>
        [
            .. Departments
                .SelectMany(department => department.Names.Select(name => (name, department.Department)))
                .Select((pair, i) => new CategoryRow(i + 1, pair.name, pair.Department)),
        ];

    public static ProductRow[] Products(int seed, CategoryRow[] categories)
    {
        var random = new DemoRandom(seed, "products");
        var drafts = new List<(int Second, string Job)>();
        for (var i = 0; i < Established; i++)
        {
            var job =
                random.Chance(0.5) ? SupplierFeed
                : random.Chance(0.5) ? "catalog_sync"
                : "marketplace_api";
            drafts.Add((DemoCalendar.Start - 1 - random.Below(400 * DemoCalendar.Day), job));
        }

        for (var day = DemoCalendar.Start; day < DemoCalendar.End; day += DemoCalendar.Day)
            AddDay(drafts, day, random);

        var id = 100;
        return
        [
            .. drafts
                .OrderBy(draft => draft.Second)
                .Select(draft => Product(id += random.Chance(0.9) ? 1 : 2, draft.Second, draft.Job, categories, random))
                .Where(product => product.LoadedAt < DemoCalendar.End),
        ];
    }

    private static void AddDay(List<(int, string)> drafts, int day, DemoRandom random)
    {
        foreach (var hour in SupplierRuns)
            Run(SupplierFeed, day + hour * DemoCalendar.Hour + 15 * DemoCalendar.Minute, random.Poisson(13));
        Run("catalog_sync", day + 3 * DemoCalendar.Hour + 30 * DemoCalendar.Minute, random.Poisson(24));
        for (var hour = 0; hour < 24; hour++)
            Run("marketplace_api", day + hour * DemoCalendar.Hour + 40 * DemoCalendar.Minute, random.Poisson(1.1));

        void Run(string job, int second, int count)
        {
            for (; count > 0; count--)
                drafts.Add((second + random.Below(3 * DemoCalendar.Minute), job));
        }
    }

    private static ProductRow Product(int id, int second, string job, CategoryRow[] categories, DemoRandom random)
    {
        var category = categories[(int)(Math.Pow(random.Next(), 1.3) * categories.Length)];
        var typical = Departments.First(department => department.Department == category.Department).Cents;
        var cents = Math.Max(99, (int)(typical * Math.Exp(0.55 * random.Gaussian())) / 10 * 10 - 1);
        return new ProductRow(
            id,
            category.Id,
            random.Chance(0.03) ? null : Brands[random.Below(Brands.Length)],
            random.Chance(0.004) ? null : cents,
            PriceAsText: false,
            (job == SupplierFeed ? SupplierCurrencies : OtherCurrencies).Pick(random),
            job,
            second,
            second + random.Between(120, 400)
        );
    }
}

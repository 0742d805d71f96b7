using System.Globalization;
using System.Text;

namespace Dataing.Host.Tests.Scripted;

/// <summary>Forty days of orders of which one platform loses its customer from the 36th day on; small enough to be investigated often.</summary>
internal static class SmallShop
{
    public const string Alert = "null rate of orders.customer_ref jumped on 2026-03-09";

    public static void Write(string directory)
    {
        var text = new StringBuilder("order_ref,customer_ref,channel,country,total,placed_at\n");
        var random = new Random(11);
        var row = 0;
        for (var day = 0; day < 40; day++)
        for (var i = 0; i < 120; i++)
        {
            var channel = new[] { "web", "kiosk", "phone" }[random.Next(3)];
            var country = new[] { "DK", "SE", "NO", "FI" }[random.Next(4)];
            var isLost = random.NextDouble() < (channel == "kiosk" && day >= 35 ? 0.9 : 0.01);
            var at = new DateTime(2026, 2, 2, 0, 0, 0, DateTimeKind.Utc).AddDays(day).AddSeconds(random.Next(86_400));
            text.Append(
                CultureInfo.InvariantCulture,
                $"{++row},{(isLost ? "" : random.Next(1, 900))},{channel},{country},{random.Next(100, 90_000) / 100.0:0.00},{at:yyyy-MM-dd HH:mm:ss}\n"
            );
        }
        File.WriteAllText(Path.Combine(directory, "orders.csv"), text.ToString());
    }
}

using System.Globalization;
using SQLitePCL;

namespace Dataing.Host.Tests.Sources;

/// <summary>The small shop's orders in a SQLite file, each column as a program might have left it there.</summary>
internal static class SqliteForms
{
    /// <summary>A file whose table <c>orders</c> is what <paramref name="select"/> makes of the rows of the CSV file; <paramref name="columns"/> declares it.</summary>
    public static string Write(string csv, string target, string columns, string select)
    {
        Batteries_V2.Init();
        Expect(raw.sqlite3_open(target, out var database), database);
        using (database)
        {
            Expect(
                raw.sqlite3_exec(
                    database,
                    "BEGIN; CREATE TEMP TABLE shop (order_ref INTEGER, customer_ref INTEGER, channel TEXT, country TEXT, total TEXT, placed_at TEXT)"
                ),
                database
            );
            foreach (var line in File.ReadLines(csv).Skip(1))
            {
                var cells = line.Split(',').Select(cell => cell.Length == 0 ? "NULL" : $"'{cell}'");
                Expect(raw.sqlite3_exec(database, $"INSERT INTO shop VALUES ({string.Join(", ", cells)})"), database);
            }
            Expect(raw.sqlite3_exec(database, $"CREATE TABLE orders ({columns}); INSERT INTO orders {select}; COMMIT"), database);
        }
        return target;
    }

    private static void Expect(int code, sqlite3 database)
    {
        if (code != raw.SQLITE_OK)
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"{code}: {raw.sqlite3_errmsg(database).utf8_to_string()}")
            );
    }
}

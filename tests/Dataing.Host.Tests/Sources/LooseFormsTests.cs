using Dataing.Adapters.DataSources.Sqlite;
using Dataing.Core.DataSources;
using Dataing.Host.Tests.Demo;
using Dataing.Host.Tests.Runs;
using Dataing.Host.Tests.Scripted;

namespace Dataing.Host.Tests.Sources;

/// <summary>The same rows, whatever an engine with few types or a format with many makes of them: the same cause, in the same hour.</summary>
public sealed class LooseFormsTests : IDisposable
{
    private const string Untyped = "order_ref, customer_ref, channel, country, total, placed_at";

    private readonly TemporaryFolder _folder = new();

    public LooseFormsTests() => SmallShop.Write(_folder.Path);

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, string> Forms { get; } =
        new()
        {
            { "whole seconds since 1970", Untyped, "CAST(strftime('%s', placed_at) AS INTEGER)" },
            {
                "seconds with a fraction",
                "order_ref, customer_ref, channel, country, total, placed_at DATETIME",
                "strftime('%s', placed_at) + 0.25"
            },
            { "milliseconds", "order_ref, customer_ref, channel, country, total, placed_at TIMESTAMP", "strftime('%s', placed_at) * 1000" },
            { "Julian days", Untyped, "julianday(placed_at)" },
            {
                "Julian days declared as dates",
                "order_ref, customer_ref, channel, country, total, placed_at DATETIME",
                "julianday(placed_at)"
            },
            {
                "text under a T and a Z",
                "order_ref TEXT, customer_ref TEXT, channel TEXT, country TEXT, total TEXT, placed_at TEXT",
                "strftime('%Y-%m-%dT%H:%M:%fZ', placed_at)"
            },
            {
                "text in columns of bytes",
                "order_ref BLOB, customer_ref BLOB, channel BLOB, country BLOB, total BLOB, placed_at BLOB",
                "placed_at"
            },
        };

    [Fact]
    public async Task A_number_that_only_sounds_like_something_that_happened_is_a_time_where_its_values_are()
    {
        var file = SqliteForms.Write(
            _folder.Below("orders.csv"),
            _folder.Below("orders.sqlite"),
            "order_ref, customer_ref, channel, country, total, created",
            "SELECT order_ref, customer_ref, channel, country, total, strftime('%s', placed_at) + 0.25 FROM shop"
        );
        (await ClaimAsync(file, SmallShop.Alert)).ShouldBe(await ClaimAsync(_folder.Below("orders.csv"), SmallShop.Alert));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Sqlite_keeps_times_as_it_likes(string name, string columns, string time)
    {
        var file = SqliteForms.Write(
            _folder.Below("orders.csv"),
            _folder.Below("orders.sqlite"),
            columns,
            $"SELECT order_ref, customer_ref, channel, country, total, {time} FROM shop"
        );
        (await ClaimAsync(file, SmallShop.Alert)).ShouldBe(await ClaimAsync(_folder.Below("orders.csv"), SmallShop.Alert), name);
    }

    [Fact]
    public async Task Sqlite_filters_the_rows_once_however_many_ways_they_are_cut()
    {
        var file = SqliteForms.Write(_folder.Below("orders.csv"), _folder.Below("orders.sqlite"), Untyped, "SELECT * FROM shop");
        var connector = new TroubledConnector(new SqliteConnector());
        var result = await Run.CliAsync(Run.Over([connector]), "investigate", "--source", file, "--alert", SmallShop.Alert);
        result.ExitCode.ShouldBe(ExitCodes.Verdict, result.Error);
        connector.Queries.ShouldContain(sql => sql.StartsWith("WITH cut AS MATERIALIZED (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_parent_that_cannot_be_joined_does_not_hide_what_the_tables_own_columns_tell()
    {
        await File.WriteAllTextAsync(
            _folder.Below("channels.csv"),
            "channel,kind\nweb,online\nkiosk,shop\nphone,online\n",
            TestContext.Current.CancellationToken
        );
        var refused = new SourceException(SourceErrorKind.Syntax, "The parent cannot be joined.");
        var run = Run.Troubled(files => new TroubledConnector(files)
        {
            OnQuery = sql =>
                sql.StartsWith("WITH cut", StringComparison.Ordinal) && sql.Contains("channels", StringComparison.Ordinal) ? refused : null,
        });
        var result = await Run.CliAsync(run, "investigate", "--source", _folder.Path, "--alert", SmallShop.Alert, "--output", "json");
        result.ExitCode.ShouldBe(ExitCodes.Verdict, result.Error);
        result.Error.ShouldContain(refused.Message);
        result.Output.ShouldContain("channel = 'kiosk'");
    }

    [Theory]
    [InlineData("null rate of nested.who.customer_ref jumped on 2026-03-09")]
    [InlineData("null rate of who.customer_ref in nested jumped on 2026-03-09")]
    [InlineData("null rate of customer_ref in nested jumped on 2026-03-09")]
    [InlineData(
        """{"dataset": "nested", "anomaly_type": "null_rate", "metric": {"kind": "column", "columns": ["who.customer_ref"]}, "window": "2026-03-09"}"""
    )]
    public async Task Objects_within_rows_are_cut_by_and_measured_like_columns(string alert)
    {
        var rows = File.ReadLines(_folder.Below("orders.csv"))
            .Skip(1)
            .Select(line => line.Split(','))
            .Select(c =>
                $$$"""{"order_ref":{{{c[0]}}},"who":{{{(c[1].Length == 0 ? "{}" : $$"""{"customer_ref":{{c[1]}}}""")}}},"context":{"channel":"{{{c[2]}}}","place":{"country":"{{{c[3]}}}"}},"placed_at":"{{{c[5].Replace(' ', 'T')}}}Z"}"""
            );
        Directory.CreateDirectory(_folder.Below("json"));
        await File.WriteAllLinesAsync(_folder.Below("json/nested.ndjson"), rows, TestContext.Current.CancellationToken);
        var expected = await ClaimAsync(_folder.Below("orders.csv"), SmallShop.Alert);
        (await ClaimAsync(_folder.Below("json"), alert)).ShouldBe(
            expected
                .Replace("channel", "context.channel", StringComparison.Ordinal)
                .Replace("\"orders\"", "\"nested\"", StringComparison.Ordinal)
        );
    }

    private static async Task<string> ClaimAsync(string source, string alert)
    {
        var result = await Run.CliAsync("investigate", "--source", source, "--alert", alert, "--output", "json");
        result.ExitCode.ShouldBe(ExitCodes.Verdict, result.Error);
        return ShortClaim.Of(result.Output);
    }
}

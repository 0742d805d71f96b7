using Dataing.Adapters.DataSources.Postgres;
using Dataing.Host.Tests.Demo;
using Dataing.Host.Tests.Scripted;

namespace Dataing.Host.Tests.Sources;

/// <summary>A real server that refuses, dies or comes back: a sentence that says what to do, and the documented exit code.</summary>
public sealed class PostgresTroubleTests(PostgresHost postgres) : IClassFixture<PostgresHost>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("null rate of orders.customer_ref jumped on 2026-03-09", "public.orders.customer_ref may not be read")]
    [InlineData("row count of payroll fell", "public.payroll may not be read")]
    [InlineData("row count of vault.orders fell", "vault.orders may not be read")]
    public async Task What_may_not_be_read_is_not_said_to_be_missing(string alert, string says)
    {
        var url = await ShopAsync();
        var result = await Run.CliAsync("investigate", "--source", As(url, "clerk"), "--alert", alert);
        result.LastWords.ShouldContain(says);
        result.LastWords.ShouldContain("grant SELECT");
        result.ExitCode.ShouldBe(ExitCodes.Failed);
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_role_that_may_read_nothing_is_told_so()
    {
        var url = As(await ShopAsync(), "stranger");
        var result = await Run.CliAsync("investigate", "--source", url, "--alert", SmallShop.Alert);
        result.LastWords.ShouldContain("no table that may be read");
        result.ExitCode.ShouldBe(ExitCodes.Failed);
        (await Run.CliAsync("sources", "test", "--source", url)).Output.ShouldContain("may read no table");
    }

    [Fact]
    public async Task What_may_be_read_of_a_table_is_enough_to_investigate()
    {
        var result = await Run.CliAsync(
            "investigate",
            "--source",
            As(await ShopAsync(), "clerk"),
            "--alert",
            "row count of orders on 2026-03-09",
            "--output",
            "json"
        );
        result.ExitCode.ShouldBe(ExitCodes.Verdict, result.Error);
        result.Output.ShouldContain("false_alarm");
    }

    [Fact]
    public async Task Columns_of_types_that_have_no_order_or_length_do_not_stand_in_the_way()
    {
        var url = await ShopAsync();
        await postgres.ExecuteAsync(
            url[(url.LastIndexOf('/') + 1)..],
            [
                "CREATE TYPE channel AS ENUM ('web', 'kiosk', 'phone')",
                "CREATE DOMAIN shown_channel AS channel",
                "CREATE TYPE pair AS (a INT, b TEXT)",
                """
                CREATE TABLE odd AS SELECT order_ref, customer_ref, channel::channel, channel::channel::shown_channel AS shown, placed_at,
                    total::text::money AS price, '10.0.0.1'::inet AS address, '08:00:2b:01:02:03'::macaddr AS card, B'101' AS bits, 17::oid AS number,
                    int4range(1, 5) AS span, tstzrange(now(), NULL) AS valid, '<a/>'::xml AS document, point(1, 2) AS place, '\xff'::bytea AS raw,
                    to_tsvector('a b') AS words, ROW(1, 'x')::pair AS pair, ARRAY['web']::channel[] AS channels, '{"a": 1}'::json AS written
                FROM orders
                """,
            ]
        );
        var result = await InvestigateAsync(url, "null rate of odd.customer_ref jumped on 2026-03-09");
        result.ExitCode.ShouldBe(ExitCodes.Verdict, result.Error);
        result.Error.ShouldNotContain("failed");
        result.Output.ShouldContain("channel = 'kiosk'");
    }

    [Fact]
    public async Task A_parent_whose_key_is_of_another_type_than_what_refers_to_it_does_not_stand_in_the_way()
    {
        var url = await ShopAsync();
        await postgres.ExecuteAsync(
            url[(url.LastIndexOf('/') + 1)..],
            "CREATE TABLE parcels AS SELECT md5(order_ref::text)::uuid::text AS parcel_key, customer_ref, channel, country, placed_at FROM orders",
            """
            CREATE TABLE parcel_labels AS SELECT parcel_key::uuid AS parcel_key, CASE WHEN channel = 'kiosk' THEN 'red' ELSE 'blue' END AS colour
            FROM parcels
            """,
            "ALTER TABLE parcels DROP COLUMN channel"
        );
        var result = await InvestigateAsync(url, "null rate of parcels.customer_ref jumped on 2026-03-09");
        result.ExitCode.ShouldBe(ExitCodes.Verdict, result.Error);
        result.Error.ShouldNotContain("failed");
        result.Output.ShouldContain("parcel_labels.colour");
    }

    [Fact]
    public async Task A_server_that_dies_in_the_middle_is_said_to_be_gone_and_nothing_is_lost_when_it_is_back()
    {
        var url = await ShopAsync();
        var connector = new TroubledConnector(new PostgresConnector()) { BeforeQuery = number => Die(number) };
        string[] arguments =
        [
            "investigate",
            "--source",
            url,
            "--alert",
            "null rate of public.orders.customer_ref jumped on 2026-03-09",
            "--save",
            _folder.Below("kept"),
            "--output",
            "json",
        ];

        var cut = await Run.CliAsync(Run.Over([connector]), arguments);
        connector.Queries.Count.ShouldBeGreaterThan(4, cut.Error);
        await postgres.Server.StartAsync();
        var resumed = await Run.CliAsync(arguments);

        cut.ExitCode.ShouldBe(ExitCodes.Failed);
        cut.LastWords.ShouldContain("check that it runs");
        cut.Output.ShouldBeEmpty();
        resumed.ExitCode.ShouldBe(ExitCodes.Verdict, resumed.Error);
        resumed.Error.ShouldContain("4 answers known already");

        void Die(int number)
        {
            if (number == 5)
                postgres.Server.StopAsync().GetAwaiter().GetResult();
        }
    }

    private static string As(string url, string role) => url.Replace("postgres@", $"{role}@", StringComparison.Ordinal);

    private async Task<string> ShopAsync()
    {
        SmallShop.Write(_folder.Path);
        var url = await postgres.NewShopAsync(_folder.Below("orders.csv"));
        await postgres.ExecuteAsync(
            url[(url.LastIndexOf('/') + 1)..],
            [
                "CREATE TABLE payroll (amount NUMERIC)",
                "CREATE SCHEMA vault",
                "CREATE TABLE vault.orders (id BIGINT)",
                "DO $$ BEGIN CREATE ROLE clerk LOGIN; CREATE ROLE stranger LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "GRANT SELECT (order_ref, channel, country, placed_at) ON orders TO clerk",
            ]
        );
        return url;
    }

    private static Task<CliResult> InvestigateAsync(string url, string alert) =>
        Run.CliAsync("investigate", "--source", url, "--alert", alert, "--output", "json");
}

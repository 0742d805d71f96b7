using Dataing.Adapters.DataSources.Postgres;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.Tests.DataSources.Postgres;

public sealed class PostgresTests(PostgresWorld world) : DataSourceContract<PostgresWorld>(world), IClassFixture<PostgresWorld>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, object?, LogicalType> Values { get; } =
        new()
        {
            { "true", true, LogicalType.Boolean },
            { "(-1)::smallint", -1L, LogicalType.Integer },
            { "12.50::numeric(10,2)", Exact("12.50"), LogicalType.Decimal },
            {
                "-99999999999999999999999999999999999999999999999999.000000000001::numeric",
                Exact("-99999999999999999999999999999999999999999999999999.000000000001"),
                LogicalType.Decimal
            },
            { "'NaN'::numeric", double.NaN, LogicalType.Decimal },
            { "0.1::float8 + 0.2", 0.30000000000000004, LogicalType.Float },
            { "'-Infinity'::float4", double.NegativeInfinity, LogicalType.Float },
            { "'x'::char(3)", "x", LogicalType.String },
            { "E'\\\\xDEAD'::bytea", new byte[] { 0xDE, 0xAD }, LogicalType.Binary },
            { "DATE '2024-02-29'", new DateOnly(2024, 2, 29), LogicalType.Date },
            { "DATE 'infinity'", "infinity", LogicalType.Date },
            { "DATE '0044-03-15 BC'", "0044-03-15 BC", LogicalType.Date },
            { "TIME '23:59:59.999999'", new TimeOnly(23, 59, 59, 999, 999), LogicalType.Time },
            { "TIMETZ '10:00:00+02:30'", "10:00:00+02:30", LogicalType.Time },
            { "TIMESTAMP '2026-01-02 03:04:05.123456'", new DateTime(2026, 1, 2, 3, 4, 5, 123, 456), LogicalType.Timestamp },
            { "TIMESTAMP '2026-01-02 03:04:05.1'", new DateTime(2026, 1, 2, 3, 4, 5, 100), LogicalType.Timestamp },
            { "TIMESTAMPTZ '2026-03-29 03:30:00+02'", new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero), LogicalType.Instant },
            { "TIMESTAMPTZ 'infinity'", "infinity", LogicalType.Instant },
            { "INTERVAL '14 months 3 days 01:02:03.5'", "P1Y2M3DT1H2M3.5S", LogicalType.Interval },
            { "'ffffffff-0000-1111-2222-333344445555'::uuid", "ffffffff-0000-1111-2222-333344445555", LogicalType.Uuid },
            { "'{\"a\": [1, null]}'::jsonb", "{\"a\": [1, null]}", LogicalType.Json },
            { "ARRAY[1, NULL, 3]", "[1,null,3]", LogicalType.Array },
            { "ARRAY[['a', 'b\"c'], ['', 'NULL']]", "[[\"a\",\"b\\\"c\"],[\"\",\"NULL\"]]", LogicalType.Array },
            { "'[0:1]={1.50,2}'::numeric[]", "[1.50,2]", LogicalType.Array },
            { "'happy'::mood", "happy", LogicalType.String },
            { "7::cents", 7L, LogicalType.Integer },
            { "int4range(1, 5)", "[1,5)", LogicalType.String },
            { "NULL::int", null, LogicalType.Integer },
            { "'a;b'", "a;b", LogicalType.String },
        };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Every_type_arrives_exactly(string expression, object? expected, LogicalType type)
    {
        var (columns, rows, _) = await ReadAsync($"SELECT {expression} AS v");
        columns.ShouldHaveSingleItem().Type.ShouldBe(type);
        rows.ShouldHaveSingleItem()[0].ShouldBe(expected);
    }

    [Fact]
    public async Task Knows_keys_estimates_and_partitions()
    {
        var things = await TableAsync("things");
        things.Name.Schema.ShouldBe("public");
        things.PrimaryKey.ShouldBe(["id"]);
        things.ForeignKeys.ShouldHaveSingleItem().Parent.ShouldBe(new TableName(null, "public", "parents"));
        (await TableAsync("numbers")).EstimatedRows.ShouldBe(5_000);
        var parts = await TableAsync("parts");
        (parts.Kind, parts.EstimatedRows).ShouldBe(("partitioned table", 1_000));
        (await TableAsync("a_view")).Kind.ShouldBe("view");
        (await TableAsync("typed"))
            .Columns.Select(c => c.Type)
            .ShouldBe([LogicalType.Unknown, LogicalType.Integer, LogicalType.Decimal, LogicalType.Array, LogicalType.Json]);
    }

    [Fact]
    public async Task Tables_that_may_not_be_read_are_left_out_and_named()
    {
        World.Source.ShouldNotBeNull();
        await using var reader = await PostgresWorld.OpenAsync(World.Server.Url(user: "reader"));
        var schema = await reader.DiscoverAsync(Token);
        schema.Tables.Select(t => t.Name.Name).ShouldBe(["numbers", "parents", "things", "vacant"], ignoreOrder: true);
        schema.Warnings.ShouldContain(w => w.Contains("locked_away", StringComparison.Ordinal));
        schema.Warnings.ShouldContain(w => w.Contains("secret.hidden", StringComparison.Ordinal));
        schema.NotPermitted.ShouldContain(new TableName(null, "secret", "hidden"));
        schema.Warnings.Count.ShouldBe(1, "one sentence, however many tables");
        (await reader.TestAsync(Token)).Warnings.ShouldBeEmpty();
        (await World.Source.TestAsync(Token)).Warnings.Count.ShouldBe(2);
        var failure = await Should.ThrowAsync<SourceException>(() =>
            ((PostgresSource)reader).RunAsync("SELECT * FROM locked_away", new QueryCaps(), Token).AllAsync()
        );
        failure.Kind.ShouldBe(SourceErrorKind.Permission);
    }

    [Fact]
    public async Task Columns_that_may_not_be_read_are_left_out_and_named()
    {
        World.Source.ShouldNotBeNull();
        await using var reader = await PostgresWorld.OpenAsync(World.Server.Url(user: "half_reader"));
        var schema = await reader.DiscoverAsync(Token);
        var things = schema.Tables.ShouldHaveSingleItem();
        things.Columns.Select(c => c.Name).ShouldBe(["id", "seen"]);
        things.NotPermitted.ShouldContain("amount");
        schema.Warnings.ShouldContain(w => w.Contains("columns may not be read", StringComparison.Ordinal));
        (await ((PostgresSource)reader).RunAsync("SELECT count(*), max(seen) FROM things", new QueryCaps(), Token).AllAsync())
            .Rows[0][0]
            .ShouldBe(3L);
    }

    [Fact]
    public async Task A_role_that_may_read_nothing_is_told_so()
    {
        World.Source.ShouldNotBeNull();
        await using var nobody = await PostgresWorld.OpenAsync(World.Server.Url(user: "no_reader"));
        (await nobody.TestAsync(Token)).Warnings.ShouldHaveSingleItem().ShouldContain("may read no table");
        (await nobody.DiscoverAsync(Token)).Tables.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_the_named_schemas_are_discovered()
    {
        World.Source.ShouldNotBeNull();
        await using var source = await PostgresWorld.OpenAsync(World.Server.Url() + "?schemas=secret");
        (await source.DiscoverAsync(Token)).Tables.ShouldHaveSingleItem().Name.ShouldBe(new TableName(null, "secret", "hidden"));
    }

    [Fact]
    public async Task A_server_that_ends_the_session_half_way_is_a_failure_not_an_end()
    {
        World.Source.ShouldNotBeNull();
        await using var run = await World.RunAsync(
            "SELECT a.n, pg_backend_pid() FROM numbers a, numbers b",
            new QueryCaps { Rows = 1_000_000 },
            Token
        );
        var failure = await Should.ThrowAsync<SourceException>(async () =>
        {
            var isKilled = false;
            await foreach (var batch in run.BatchesAsync(Token))
            {
                if (!isKilled)
                    await World.ExecuteAsync("postgres", [$"SELECT pg_terminate_backend({batch[0][1]})"]);
                isKilled = true;
            }
        });
        failure.Kind.ShouldBe(SourceErrorKind.Unavailable);
        failure.ConcernsQueryOnly.ShouldBeFalse();
        run.Outcome.ShouldBeNull();
        (await ReadAsync("SELECT 1")).Rows[0].ShouldBe([1L]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_server_that_hangs_is_not_waited_for(int batchesBefore)
    {
        World.Source.ShouldNotBeNull();
        await using var server = await PostgresServer.StartAsync(PostgresServer.Programs().ShouldNotBeNull());
        await using var source = (PostgresSource)await PostgresWorld.OpenAsync(server.Url());
        try
        {
            var failure = await Should.ThrowAsync<SourceException>(ReadAsync).WaitAsync(TimeSpan.FromSeconds(20), Token);
            failure.Kind.ShouldBe(SourceErrorKind.Unavailable);
            failure.Message.ShouldContain("stopped answering");
        }
        finally
        {
            await server.GoOnAsync();
        }
        (await source.RunAsync("SELECT 1", new QueryCaps(), Token).AllAsync()).Rows[0].ShouldBe([1L]);

        async Task ReadAsync()
        {
            if (batchesBefore == 0)
                await server.HaltAsync();
            var caps = new QueryCaps { Time = TimeSpan.FromSeconds(2), Rows = 100_000_000 };
            await using var run = await source.RunAsync("SELECT generate_series(1, 100000000)", caps, Token);
            var batches = 0;
            await foreach (var _ in run.BatchesAsync(Token))
            {
                if (++batches == batchesBefore)
                    await server.HaltAsync();
            }
        }
    }

    [Fact]
    public async Task A_value_that_does_not_convert_is_not_quoted()
    {
        var failure = await Should.ThrowAsync<SourceException>(() => ReadAsync("SELECT note::int FROM things"));
        failure.Kind.ShouldBe(SourceErrorKind.DataError);
        failure.Message.ShouldNotContain("a note");
    }

    [Theory]
    [InlineData("postgres://nobody_here:pa55word@127.0.0.1:{0}/no_such_database", SourceErrorKind.Authentication)]
    [InlineData("postgres://postgres:pa55word@127.0.0.1:{0}/no_such_database", SourceErrorKind.NotFound)]
    [InlineData("postgres://postgres:pa55word@127.0.0.1:1/postgres", SourceErrorKind.Unavailable)]
    public async Task A_wrong_address_is_said_without_the_password(string url, SourceErrorKind kind)
    {
        World.Source.ShouldNotBeNull();
        var location = url.Replace(
            "{0}",
            World.Server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
        var failure = await Should.ThrowAsync<SourceException>(() => PostgresWorld.OpenAsync(location));
        failure.Kind.ShouldBe(kind);
        failure.Message.ShouldNotContain("pa55word");
    }

    private static ExactDecimal Exact(string text) => ExactDecimal.TryParse(text, out var value) ? value : throw new FormatException(text);
}

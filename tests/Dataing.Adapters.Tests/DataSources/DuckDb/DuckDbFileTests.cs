using Dataing.Adapters.DataSources.DuckDb;
using Dataing.Adapters.DataSources.DuckDb.Engine;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.Tests.DataSources.DuckDb;

public sealed class DuckDbFileTests(DuckDbFileWorld world) : DataSourceContract<DuckDbFileWorld>(world), IClassFixture<DuckDbFileWorld>
{
    public static TheoryData<string, object?, LogicalType> Values { get; } =
        new()
        {
            { "true", true, LogicalType.Boolean },
            { "-1::TINYINT", -1L, LogicalType.Integer },
            { "18446744073709551615::UBIGINT", new ExactDecimal(ulong.MaxValue, 0), LogicalType.Integer },
            { "7::HUGEINT", 7L, LogicalType.Integer },
            { "-170141183460469231731687303715884105727::HUGEINT", Exact("-170141183460469231731687303715884105727"), LogicalType.Integer },
            {
                "'123456789012345678901234567890123456789012345'::BIGNUM",
                Exact("123456789012345678901234567890123456789012345"),
                LogicalType.Integer
            },
            { "-5::BIGNUM", -5L, LogicalType.Integer },
            { "1.5::FLOAT", 1.5, LogicalType.Float },
            { "'nan'::DOUBLE", double.NaN, LogicalType.Float },
            { "12.5::DECIMAL(4,2)", Exact("12.50"), LogicalType.Decimal },
            { "-12345.678::DECIMAL(9,3)", Exact("-12345.678"), LogicalType.Decimal },
            { "1234567890.12345::DECIMAL(18,5)", Exact("1234567890.12345"), LogicalType.Decimal },
            {
                "-9999999999999999999999999999.9999999999::DECIMAL(38,10)",
                Exact("-9999999999999999999999999999.9999999999"),
                LogicalType.Decimal
            },
            { "'twelve bytes'", "twelve bytes", LogicalType.String },
            { "'more than twelve bytes, ü 😀'", "more than twelve bytes, ü 😀", LogicalType.String },
            { "'\\xDE\\xAD'::BLOB", new byte[] { 0xDE, 0xAD }, LogicalType.Binary },
            { "DATE '2024-02-29'", new DateOnly(2024, 2, 29), LogicalType.Date },
            { "DATE '20000-01-02'", "20000-01-02", LogicalType.Date },
            { "DATE '0044-03-15 (BC)'", "-0043-03-15", LogicalType.Date },
            { "'infinity'::DATE", "infinity", LogicalType.Date },
            { "'-infinity'::TIMESTAMP", "-infinity", LogicalType.Timestamp },
            { "TIME '23:59:59.999999'", new TimeOnly(23, 59, 59, 999, 999), LogicalType.Time },
            { "TIME '24:00:00'", "24:00:00", LogicalType.Time },
            { "'10:00:00+02:30'::TIMETZ", "10:00:00+02:30", LogicalType.Time },
            { "TIMESTAMP '1969-12-31 23:59:59.999999'", new DateTime(1969, 12, 31, 23, 59, 59).AddTicks(9_999_990), LogicalType.Timestamp },
            { "'2026-01-01 00:00:00'::TIMESTAMP_S", new DateTime(2026, 1, 1), LogicalType.Timestamp },
            { "'2026-01-01 00:00:00.123'::TIMESTAMP_MS", new DateTime(2026, 1, 1).AddMilliseconds(123), LogicalType.Timestamp },
            { "'2026-01-01 00:00:00.123456700'::TIMESTAMP_NS", new DateTime(2026, 1, 1).AddTicks(1_234_567), LogicalType.Timestamp },
            { "'2026-01-01 00:00:00.123456789'::TIMESTAMP_NS", "2026-01-01T00:00:00.123456789", LogicalType.Timestamp },
            { "'2026-03-29 03:30:00+02:00'::TIMESTAMPTZ", new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero), LogicalType.Instant },
            { "INTERVAL '14 months 3 days 01:02:03.5'", "P1Y2M3DT1H2M3.5S", LogicalType.Interval },
            { "INTERVAL 0 DAY", "PT0S", LogicalType.Interval },
            { "'ffffffff-0000-1111-2222-333344445555'::UUID", "ffffffff-0000-1111-2222-333344445555", LogicalType.Uuid },
            { "'b'::ENUM('a', 'b')", "b", LogicalType.String },
            { "'10110'::BIT", "10110", LogicalType.String },
            { "'{\"a\": [1, null]}'::JSON", "{\"a\": [1, null]}", LogicalType.Json },
            { "[1, NULL, 3]", "[1,null,3]", LogicalType.Array },
            { "[1.5::DECIMAL(38,1), 2]::DECIMAL(38,1)[2]", "[1.5,2.0]", LogicalType.Array },
            { "{'a': 1, 'b': {'c': 'x\"y'}}", "{\"a\":1,\"b\":{\"c\":\"x\\\"y\"}}", LogicalType.Struct },
            { "MAP {'k': DATE '2026-01-01', 'n': NULL}", "{\"k\":\"2026-01-01\",\"n\":null}", LogicalType.Map },
            { "NULL::INTEGER", null, LogicalType.Integer },
        };

    [Fact]
    public async Task Says_how_many_rows_it_read_however_many_queries_run_at_once()
    {
        var counts = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(async i => (await ReadAsync($"SELECT sum(n) FROM numbers WHERE n % 7 = {i % 7}")).Outcome)
        );
        counts.ShouldAllBe(outcome => outcome.RowsScanned == 5_000);
        (await ReadAsync("SELECT id FROM vacant")).Outcome.RowsScanned.ShouldBe(0);
        (await ReadAsync("SELECT count(*) FROM numbers a JOIN things b ON a.n = b.id")).Outcome.RowsScanned.ShouldBe(5_003);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Every_type_arrives_exactly(string expression, object? expected, LogicalType type)
    {
        var (columns, rows, _) = await ReadAsync($"SELECT {expression} FROM numbers WHERE n <= 2");
        columns.ShouldHaveSingleItem().Type.ShouldBe(type);
        rows.Select(r => r[0]).ShouldBe([expected, expected]);
    }

    [Fact]
    public async Task Knows_keys_and_row_counts()
    {
        var things = await TableAsync("things");
        things.PrimaryKey.ShouldBe(["id"]);
        var key = things.ForeignKeys.ShouldHaveSingleItem();
        key.Columns.ShouldBe(["parent_id"]);
        key.Parent.Name.ShouldBe("parents");
        key.ParentColumns.ShouldBe(["id"]);
        things.FindColumn("name")!.Nullable.ShouldBe(false);
        (await TableAsync("numbers")).EstimatedRows.ShouldBe(5_000);
    }

    [Fact]
    public async Task A_failure_half_way_is_a_failure_not_an_end()
    {
        var failure = await Should.ThrowAsync<SourceException>(() =>
            ReadAsync("SELECT CASE WHEN n < 4000 THEN n ELSE error('a value: 42') END FROM numbers", new QueryCaps { Rows = 100_000 })
        );
        failure.ConcernsQueryOnly.ShouldBeTrue();
        failure.Message.ShouldNotContain("42");
    }

    [Fact]
    public async Task A_value_that_does_not_convert_is_not_quoted()
    {
        var failure = await Should.ThrowAsync<SourceException>(() => ReadAsync("SELECT CAST(note AS INTEGER) FROM things"));
        failure.Kind.ShouldBe(SourceErrorKind.DataError);
        failure.Message.ShouldNotContain("a note");
    }

    [Fact]
    public async Task A_damaged_file_is_not_said_to_be_in_use()
    {
        using var folder = new TemporaryFolder();
        var path = folder.In("damaged.duckdb");
        var bytes = await File.ReadAllBytesAsync(World.Path, TestContext.Current.CancellationToken);
        bytes[12] ^= 0xFF;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        var failure = await Should.ThrowAsync<SourceException>(() =>
            new DuckDbConnector().OpenAsync(path, new SourceOptions(), TestContext.Current.CancellationToken)
        );
        failure.Message.ShouldNotContain("Another process");
    }

    [Fact]
    public async Task Too_much_memory_ends_the_query_only()
    {
        await using var small = await new DuckDbConnector().OpenAsync(
            World.Path,
            new SourceOptions { MemoryLimit = 64 << 20 },
            TestContext.Current.CancellationToken
        );
        var failure = await Should.ThrowAsync<SourceException>(() =>
            small.RowAsync("SELECT length(string_agg(repeat('x', 1000), '')) FROM numbers a, numbers b WHERE b.n < 200")
        );
        failure.Kind.ShouldBe(SourceErrorKind.ResourceLimit);
        (await small.RowAsync("SELECT 1")).ShouldBe([1L]);
    }

    private static ExactDecimal Exact(string text) => ExactDecimal.TryParse(text, out var value) ? value : throw new FormatException(text);
}

public sealed class DuckDbFileWorld : ISourceWorld
{
    private readonly TemporaryFolder _folder = new();
    private IDataSource? _source;

    public string Path => _folder.In("world.duckdb");

    public IDataSource Source => _source.ShouldNotBeNull();

    public string Endless => "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 7";

    public int ManyTables => 5_000;

    public IReadOnlyList<string> Attacks =>
        [
            "INSERT INTO vacant VALUES (1, 'x')",
            "DELETE FROM things",
            "CREATE TABLE t (i INTEGER)",
            "CREATE TEMP TABLE t (i INTEGER)",
            $"COPY things TO '{_folder.In("out.csv")}'",
            $"ATTACH '{_folder.In("other.duckdb")}'",
            "SELECT * FROM read_text('/etc/passwd')",
            "SELECT * FROM '/etc/passwd'",
            "SET lock_configuration = false",
            "INSTALL httpfs",
            "SELECT 1; DELETE FROM things",
        ];

    public async ValueTask InitializeAsync()
    {
        Make(Path, DataSources.World.Statements("DECIMAL(38, 10)", "TIMESTAMP"));
        _source = await new DuckDbConnector().OpenAsync($"duckdb://{Path}", new SourceOptions(), CancellationToken.None);
    }

    public Task<IQueryRun> RunAsync(string sql, QueryCaps caps, CancellationToken cancellationToken) =>
        ((DuckDbSource)Source).RunAsync(sql, caps, cancellationToken);

    public Task<IDataSource> OpenManyTablesAsync(int count)
    {
        Make(_folder.In("many.duckdb"), DataSources.World.ManyTables(count));
        return new DuckDbConnector().OpenAsync(_folder.In("many.duckdb"), new SourceOptions(), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        _folder.Dispose();
    }

    private static void Make(string path, IEnumerable<string> statements)
    {
        using var database = DuckDbDatabase.Open(path, new Dictionary<string, string>());
        using var connection = database.Connect();
        connection.Execute($"BEGIN; {string.Join("; ", statements)}; COMMIT");
    }
}

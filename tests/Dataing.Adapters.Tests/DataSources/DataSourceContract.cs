using System.Diagnostics;
using Dataing.Core.DataSources;
using Dataing.Sql.Guard;

namespace Dataing.Adapters.Tests.DataSources;

/// <summary>What every source must do; each one inherits these tests with a world of its own.</summary>
public abstract class DataSourceContract<TWorld>(TWorld world) : IClassFixture<TWorld>
    where TWorld : class, ISourceWorld
{
    /// <summary>How long a stop may take to be confirmed.</summary>
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected TWorld World { get; } = world;

    [Fact]
    public async Task Test_reports_a_version()
    {
        var report = await World.Source.TestAsync(Token);
        report.Version.ShouldNotBeNullOrWhiteSpace();
        World.Source.Description.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task A_checked_query_runs_as_it_was_rendered()
    {
        var verdict = QueryGuard.Check(
            "select count(*) as n from numbers where n > 10",
            World.Source.Dialect,
            catalog: null,
            QueryPolicy.Default
        );
        var query = verdict.ShouldBeOfType<QueryVerdict.Allowed>().Query;
        var (columns, rows, _) = await World.Source.ExecuteAsync(query, new QueryCaps(), Token).AllAsync();
        columns.ShouldHaveSingleItem().Name.ShouldBe("n");
        rows.ShouldHaveSingleItem().ShouldBe([4_990L]);
    }

    [Fact]
    public async Task Discovers_tables_with_columns_and_types()
    {
        var things = await TableAsync("things");
        things.Columns.Select(c => c.Name).Take(8).ShouldBe(["id", "name", "note", "amount", "big", "seen", "day", "flag"]);
        things
            .Columns.Select(c => c.Type)
            .Take(8)
            .ShouldBe([
                LogicalType.Integer,
                LogicalType.String,
                LogicalType.String,
                things.FindColumn("amount")!.Type,
                LogicalType.Integer,
                LogicalType.Timestamp,
                LogicalType.Date,
                LogicalType.Boolean,
            ]);
        things.FindColumn("amount")!.Type.ShouldBeOneOf(LogicalType.Decimal, LogicalType.Float);
        things.Columns.ShouldAllBe(c => c.NativeType.Length > 0);
        (await TableAsync("vacant")).Columns.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Discovers_wide_tables() => (await TableAsync("wide")).Columns.Count.ShouldBe(600);

    [Fact]
    public async Task Null_and_empty_text_are_different()
    {
        var (_, rows, outcome) = await ReadAsync("SELECT name, note FROM things ORDER BY id");
        rows[0].ShouldBe(["plain", "a note"]);
        rows[1].ShouldBe(["Ünï 😀 'q' \"d\"", ""]);
        rows[2].ShouldBe([" spaces ", null]);
        outcome.Rows.ShouldBe(3);
        outcome.Truncated.ShouldBe(Truncation.None);
    }

    [Fact]
    public async Task Says_truly_or_not_at_all_what_it_read()
    {
        var known = new List<bool>();
        foreach (var _ in Enumerable.Range(0, 6))
        {
            var (_, _, outcome) = await ReadAsync("SELECT sum(n) FROM numbers WHERE n % 7 = 3");
            (outcome.RowsScanned ?? 5_000).ShouldBe(5_000);
            known.Add(outcome.RowsScanned is not null);
        }
        known.Distinct().ShouldHaveSingleItem("a figure that is there only sometimes");
        var cut = await ReadAsync("SELECT a.n FROM numbers a, things b", new QueryCaps { Rows = 10 });
        (cut.Outcome.RowsScanned, cut.Outcome.BytesScanned).ShouldBe((null, null));
    }

    [Fact]
    public async Task Whole_numbers_keep_all_64_bits()
    {
        var (_, rows, _) = await ReadAsync("SELECT big FROM things ORDER BY id");
        rows.Select(r => r[0]).ShouldBe([long.MaxValue, long.MinValue, null]);
    }

    [Fact]
    public async Task An_empty_result_has_columns()
    {
        var (columns, rows, outcome) = await ReadAsync("SELECT id, name FROM vacant");
        columns.Select(c => c.Name).ShouldBe(["id", "name"]);
        rows.ShouldBeEmpty();
        outcome.ShouldBe(outcome with { Rows = 0, Truncated = Truncation.None });
    }

    [Fact]
    public async Task Reads_wide_rows()
    {
        var (columns, rows, _) = await ReadAsync("SELECT * FROM wide");
        columns.Count.ShouldBe(600);
        rows.ShouldHaveSingleItem().ShouldBe(Enumerable.Range(1, 600).Select(i => (object?)(long)i));
    }

    [Fact]
    public async Task Awkward_names_survive_discovery_and_query()
    {
        var table = await TableAsync(ISourceWorld.AwkwardTable);
        table.Columns.Select(c => c.Name).Take(4).ShouldBe(ISourceWorld.AwkwardColumns);
        var names = string.Join(", ", table.Columns.Take(4).Select(c => DataSources.World.Quoted(c.Name)));
        var (columns, rows, _) = await ReadAsync($"SELECT {names} FROM {DataSources.World.Quoted(table.Name.Name)}");
        columns.Select(c => c.Name).ShouldBe(ISourceWorld.AwkwardColumns);
        rows.ShouldHaveSingleItem().Select(c => c?.ToString()).ShouldBe(["1", "2", "3", "4"]);
    }

    [Theory]
    [InlineData(1, Truncation.Rows)]
    [InlineData(1_024, Truncation.Rows)]
    [InlineData(2_048, Truncation.Rows)]
    [InlineData(4_999, Truncation.Rows)]
    [InlineData(5_000, Truncation.None)]
    [InlineData(5_001, Truncation.None)]
    public async Task The_row_cap_holds_and_says_whether_there_was_more(int cap, Truncation expected)
    {
        var (_, rows, outcome) = await ReadAsync("SELECT n FROM numbers ORDER BY n", new QueryCaps { Rows = cap });
        rows.Count.ShouldBe(Math.Min(cap, 5_000));
        rows.Select(r => r[0]).ShouldBe(Enumerable.Range(1, rows.Count).Select(n => (object?)(long)n));
        outcome.Truncated.ShouldBe(expected);
        outcome.Rows.ShouldBe(rows.Count);
    }

    [Fact]
    public async Task The_byte_cap_holds()
    {
        var (_, rows, outcome) = await ReadAsync("SELECT n FROM numbers", new QueryCaps { Rows = 100_000, Bytes = 800 });
        rows.Count.ShouldBeInRange(1, 200);
        outcome.Truncated.ShouldBe(Truncation.Bytes);
        outcome.Bytes.ShouldBeLessThanOrEqualTo(800);
    }

    [Fact]
    public async Task A_long_cell_is_cut_and_reported()
    {
        var (_, rows, outcome) = await ReadAsync(
            "SELECT replace(name, 'plain', 'äääääääääääääääääääää') FROM things WHERE id = 1",
            new QueryCaps { CellBytes = 11 }
        );
        rows[0][0].ShouldBe("äääää");
        outcome.Truncated.ShouldBe(Truncation.Cell);
    }

    [Fact]
    public async Task Cancelled_before_it_starts_it_does_not_run()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            World.RunAsync(World.Endless, new QueryCaps(), cancelled.Token).AllAsync()
        );
        await StillWorksAsync();
    }

    [Fact]
    public async Task Cancelled_in_the_middle_it_ends_promptly()
    {
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var watch = Stopwatch.StartNew();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            World.RunAsync(World.Endless, new QueryCaps(), cancelled.Token).AllAsync()
        );
        watch.Elapsed.ShouldBeLessThan(Prompt);
        await StillWorksAsync();
    }

    [Fact]
    public async Task Cancelled_after_its_end_nothing_happens()
    {
        using var cancelled = new CancellationTokenSource();
        await World.RunAsync("SELECT 1", new QueryCaps(), cancelled.Token).AllAsync();
        await cancelled.CancelAsync();
        await StillWorksAsync();
    }

    [Fact]
    public async Task Out_of_time_it_ends_and_says_so()
    {
        var watch = Stopwatch.StartNew();
        var caps = new QueryCaps { Time = TimeSpan.FromMilliseconds(300) };
        var failure = await Should.ThrowAsync<SourceException>(() => World.RunAsync(World.Endless, caps, Token).AllAsync());
        failure.Kind.ShouldBe(SourceErrorKind.Timeout);
        watch.Elapsed.ShouldBeLessThan(Prompt);
        await StillWorksAsync();
    }

    [Fact]
    public async Task Abandoned_half_way_it_stops()
    {
        var watch = Stopwatch.StartNew();
        await using (
            var run = await World.RunAsync("SELECT a.n FROM numbers a, numbers b, numbers c", new QueryCaps { Rows = 1_000_000 }, Token)
        )
        {
            await foreach (var batch in run.BatchesAsync(Token))
                break;
            run.Outcome.ShouldBeNull();
        }
        watch.Elapsed.ShouldBeLessThan(Prompt);
        await StillWorksAsync();
    }

    [Fact]
    public async Task Many_queries_at_once_get_their_own_answers()
    {
        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(n => ReadAsync($"SELECT n FROM numbers WHERE n = {n}")));
        answers.Select(a => a.Rows.ShouldHaveSingleItem()[0]).ShouldBe(Enumerable.Range(1, 20).Select(n => (object?)(long)n));
    }

    [Theory]
    [InlineData("SELECT * FROM no_such_table", "no_such_table")]
    [InlineData("SELECT no_such_column FROM things", "no_such_column")]
    [InlineData("SELECT * FROM things WHERE", "")]
    [InlineData("SELECT no_such_function(id) FROM things", "no_such_function")]
    public async Task A_wrong_query_names_what_is_wrong(string sql, string named)
    {
        var failure = await Should.ThrowAsync<SourceException>(() => ReadAsync(sql));
        failure.Kind.ShouldBeOneOf(SourceErrorKind.Syntax, SourceErrorKind.NotFound);
        failure.ConcernsQueryOnly.ShouldBeTrue();
        failure.Message.ShouldContain(named);
        await StillWorksAsync();
    }

    [Fact]
    public async Task Nothing_can_be_written_even_without_the_guard()
    {
        foreach (var attack in World.Attacks)
        {
            var failure = await Should.ThrowAsync<SourceException>(() => ReadAsync(attack), attack);
            failure.ConcernsQueryOnly.ShouldBeTrue($"{attack}: {failure.Kind}, {failure.Message}");
        }
        (await ReadAsync("SELECT count(*) FROM things")).Rows[0].ShouldBe([3L]);
        await StillWorksAsync();
    }

    [Fact]
    public async Task Thousands_of_tables_are_discovered_quickly()
    {
        await using var source = await World.OpenManyTablesAsync(World.ManyTables);
        var watch = Stopwatch.StartNew();
        var schema = await source.DiscoverAsync(Token);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
        schema.Tables.Count.ShouldBe(World.ManyTables);
        schema.Tables.ShouldAllBe(t => t.Columns.Count == 4);
    }

    protected Task<(IReadOnlyList<ResultColumn> Columns, List<IReadOnlyList<object?>> Rows, QueryOutcome Outcome)> ReadAsync(
        string sql,
        QueryCaps? caps = null
    ) => World.RunAsync(sql, caps ?? new QueryCaps(), Token).AllAsync();

    protected async Task<TableSchema> TableAsync(string name) =>
        (await World.Source.DiscoverAsync(Token)).Tables.Where(t => t.Name.Name == name).ShouldHaveSingleItem();

    private async Task StillWorksAsync() => (await ReadAsync("SELECT count(*) FROM numbers")).Rows[0].ShouldBe([5_000L]);
}

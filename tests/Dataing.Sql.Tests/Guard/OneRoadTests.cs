using System.Reflection;
using System.Text.RegularExpressions;
using Dataing.Sql.Guard;

namespace Dataing.Sql.Tests.Guard;

/// <summary>There is no second road to a data source.</summary>
public sealed partial class OneRoadTests
{
    [Fact]
    public void Only_the_guard_can_make_a_checked_query()
    {
        typeof(CheckedQuery).IsSealed.ShouldBeTrue();
        typeof(CheckedQuery).GetConstructors(BindingFlags.Public | BindingFlags.Instance).ShouldBeEmpty();
        typeof(CheckedQuery).GetProperties().ShouldAllBe(p => p.SetMethod == null);
        typeof(CheckedQuery).GetMethods(BindingFlags.Public | BindingFlags.Static).ShouldBeEmpty();
        // No assembly but this one sees the internals, and inside the library one file constructs it.
        typeof(CheckedQuery)
            .Assembly.GetCustomAttributes<System.Runtime.CompilerServices.InternalsVisibleToAttribute>()
            .Select(a => a.AssemblyName)
            .ShouldBe(["Dataing.Sql.Tests"]);
        Sources("Dataing.Sql")
            .Where(f => File.ReadAllText(f).Contains("new CheckedQuery(", StringComparison.Ordinal))
            .Select(Path.GetFileName)
            .ShouldBe(["QueryGuard.cs"]);
    }

    [Fact]
    public void Nothing_casts_reflection_or_emptiness_into_one() =>
        Directory
            .EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => Forged().IsMatch(File.ReadAllText(f)))
            .Select(Path.GetFileName)
            .ShouldBeEmpty();

    [Fact]
    public void A_data_source_runs_nothing_but_checked_queries()
    {
        var port = File.ReadAllText(Path.Combine(Root(), "src", "Dataing.Core", "DataSources", "IDataSource.cs"));
        port.ShouldContain("ExecuteAsync(CheckedQuery query");
        Text().IsMatch(port).ShouldBeFalse("The port takes SQL as text somewhere.");
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(Root(), "src", "Dataing.Adapters", "DataSources")))
        {
            // One file per source speaks to the engine; what it is given comes from a checked query or from the source's own introspection.
            var speaking = Directory
                .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Where(f => Engine().IsMatch(File.ReadAllText(f)))
                .Select(Path.GetFileName)
                .ToArray();
            speaking.Length.ShouldBeLessThanOrEqualTo(1, $"{folder}: {string.Join(", ", speaking)}");
        }
    }

    [Fact]
    public void Only_the_folders_of_the_sources_speak_to_an_engine_and_only_with_checked_text() =>
        Directory
            .EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => RoadsIn(Path.GetRelativePath(Root(), f).Replace('\\', '/'), File.ReadAllText(f)))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("src/Dataing.Host/Shortcut.cs", "await using var command = new NpgsqlCommand(sql, connection);")]
    [InlineData("src/Dataing.Analysis/Fast.cs", "command.CommandText = sql;")]
    [InlineData(
        "src/Dataing.Core/Fast.cs",
        "public Task<object?> AskAsync(DbConnection connection) => connection.CreateCommand().ExecuteScalarAsync();"
    )]
    [InlineData("src/Dataing.Adapters/Llm/Peek.cs", "raw.sqlite3_exec(database, sql);")]
    [InlineData("src/Dataing.Adapters/Contexts/Peek.cs", "using var cursor = database.Connect().Select(text); DuckDbConnection c;")]
    [InlineData(
        "src/Dataing.Adapters/DataSources/Postgres/PostgresPeek.cs",
        "var rows = await source.RunAsync(text, caps, cancellationToken);"
    )]
    [InlineData(
        "src/Dataing.Adapters/DataSources/Sqlite/SqliteSource.cs",
        "public Task<IQueryRun> RunAsync(string sql, QueryCaps caps) => null;"
    )]
    public void A_new_road_would_be_seen(string file, string code) => RoadsIn(file, code).ShouldNotBeEmpty();

    [Fact]
    public void Nobody_but_tests_and_benchmarks_sees_how_the_sources_run_a_text() =>
        FriendsOfTheAdapters()
            .Matches(File.ReadAllText(Path.Combine(Root(), "src", "Dataing.Adapters", "Dataing.Adapters.csproj")))
            .Select(m => m.Groups[1].Value)
            .ShouldBe(["Dataing.Adapters.Tests", "Dataing.Bench", "Dataing.Host.Tests"], ignoreOrder: true);

    /// <summary>Where a text could reach an engine without the guard: an engine's own interface outside the folders of the sources, or what runs a text called with another one.</summary>
    private static IEnumerable<string> RoadsIn(string file, string code)
    {
        if (!SourceFolder().IsMatch(file) && EngineInterface().Match(code) is { Success: true } engine)
            yield return $"{file} uses {engine.Value}";
        foreach (Match call in Running().Matches(code))
        {
            var isOwn =
                call.Groups["text"].Value is "query.Text" or "QuerySlots slots"
                || (call.Groups["text"].Value == "string sql" && call.Groups["scope"].Value == "internal");
            if (!isOwn)
                yield return $"{file} runs {call.Groups["text"].Value}";
        }
    }

    [GeneratedRegex("^src/Dataing.Adapters/DataSources/(?:DuckDb|Files|Postgres|Sqlite)/")]
    private static partial Regex SourceFolder();

    [GeneratedRegex(
        @"\b(?:Npgsql(?:Command|Batch|Connection|DataSource)|SqliteCommand|SqliteConnection|sqlite3_\w+|duckdb_\w+|DuckDb(?:Api|Connection|Database)|DbCommand|DbConnection|CreateCommand|CommandText|ExecuteReader(?:Async)?|ExecuteScalar(?:Async)?|ExecuteNonQuery(?:Async)?|FromSql\w*|ExecuteSql\w*)\b"
    )]
    private static partial Regex EngineInterface();

    [GeneratedRegex(
        @"(?:(?<scope>public|internal|private)\s+[\w<>?]+(?:<[\w<>?]+>)?\s+)?(?<!QueryStart\.)\bRunAsync\(\s*(?<text>[^,()]+),\s*(?:QueryCaps\s+)?caps\b"
    )]
    private static partial Regex Running();

    [GeneratedRegex("InternalsVisibleTo Include=\"([^\"]+)\"")]
    private static partial Regex FriendsOfTheAdapters();

    [GeneratedRegex(@"string\s+(?:sql|query|text)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Text();

    [GeneratedRegex(
        @"\braw\.sqlite3_(?:prepare|exec)|EntryPoint = ""duckdb_(?:query|execute)|\.ExecuteReader|\.ExecuteScalar|\.ExecuteNonQuery"
    )]
    private static partial Regex Engine();

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path.Combine(Root(), "src", project), "*.cs", SearchOption.AllDirectories);

    private static string Root()
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "Dataing.slnx")))
            at = Path.GetDirectoryName(at) ?? throw new InvalidOperationException("The repository was not found above the tests.");
        return at;
    }

    [GeneratedRegex(
        @"(?:GetUninitializedObject|CreateInstance|UnsafeAccessor)[^;\n]*CheckedQuery|CheckedQuery[^;\n]*(?:GetUninitializedObject|CreateInstance)"
    )]
    private static partial Regex Forged();
}

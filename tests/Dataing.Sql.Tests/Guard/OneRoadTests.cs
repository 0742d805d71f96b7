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

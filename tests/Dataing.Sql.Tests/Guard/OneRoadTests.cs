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

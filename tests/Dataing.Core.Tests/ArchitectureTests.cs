using System.Xml.Linq;

namespace Dataing.Core.Tests;

/// <summary>The walls between projects, read from the project files.</summary>
public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Dataing.Sql"] = [],
        ["Dataing.Core"] = ["Dataing.Sql"],
        ["Dataing.Analysis"] = ["Dataing.Core", "Dataing.Sql"],
        ["Dataing.Adapters"] = ["Dataing.Core", "Dataing.Sql"],
        ["Dataing.Host"] = ["Dataing.Core", "Dataing.Sql", "Dataing.Analysis", "Dataing.Adapters", "Dataing.Demo"],
        ["Dataing.Demo"] = [],
    };

    private static readonly string[] WithoutPackages = ["Dataing.Sql", "Dataing.Core", "Dataing.Analysis", "Dataing.Demo"];

    private static readonly string[] BannedSuffixes = ["Manager", "Helper", "Helpers", "Util", "Utils", "Service", "Processor", "Impl"];

    public static TheoryData<string> Projects => [.. MayUse.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_those_beneath_it(string project)
    {
        var references = Elements(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));
        references.Except(MayUse[project]).ShouldBeEmpty();
    }

    [Fact]
    public void The_inner_projects_take_no_package() =>
        WithoutPackages.SelectMany(project => Elements(project, "PackageReference").Select(p => $"{project} → {p}")).ShouldBeEmpty();

    [Fact]
    public void Every_project_of_src_is_in_the_table() =>
        Directory
            .GetDirectories(Path.Combine(Repository.Root, "src"))
            .Select(Path.GetFileName)
            .Where(name => name!.StartsWith("Dataing.", StringComparison.Ordinal))
            .Except(MayUse.Keys)
            .ShouldBeEmpty();

    [Fact]
    public void No_type_is_named_for_a_pattern_instead_of_a_thing() =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension)
            .Where(name => BannedSuffixes.Any(suffix => name!.EndsWith(suffix, StringComparison.Ordinal)))
            .ShouldBeEmpty();

    private static IEnumerable<string> Elements(string project, string element)
    {
        var folder = project == "Dataing.Demo" ? "demo" : "src";
        var file = Path.Combine(Repository.Root, folder, project, project + ".csproj");
        return XDocument.Load(file).Descendants(element).Select(e => e.Attribute("Include")?.Value).OfType<string>();
    }
}

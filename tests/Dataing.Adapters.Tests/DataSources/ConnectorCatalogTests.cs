using Dataing.Adapters.DataSources;
using Dataing.Core.DataSources;
using Microsoft.Extensions.DependencyInjection;

namespace Dataing.Adapters.Tests.DataSources;

public sealed class ConnectorCatalogTests
{
    private static readonly ConnectorCatalog Catalog = new(DataSourceRegistration.Connectors());

    [Theory]
    [InlineData("", "No source was given")]
    [InlineData("mysqlx://me:pa55word@host/db", "\"mysqlx\" is not known")]
    [InlineData("sqlite:///no/such/file.db", "There is no file")]
    [InlineData("duckdb:///no/such/file.duckdb", "There is no file")]
    [InlineData("/no/such/folder", "There is no file or folder")]
    [InlineData("postgres://me:pa55word@/", "Expected postgres://")]
    public async Task A_wrong_location_is_said_in_a_sentence_without_secrets(string location, string says)
    {
        var failure = await Should.ThrowAsync<SourceException>(() =>
            Catalog.OpenAsync(location, new SourceOptions(), TestContext.Current.CancellationToken)
        );
        failure.Message.ShouldContain(says);
        failure.Message.ShouldNotContain("pa55word");
    }

    [Fact]
    public void Every_kind_can_be_found_and_an_unknown_one_lists_them()
    {
        Catalog.Kinds.ShouldBe(["duckdb", "files", "postgres", "sqlite"]);
        Catalog.Find("sqlite").Kind.ShouldBe("sqlite");
        Should.Throw<SourceException>(() => Catalog.Find("oracle")).Message.ShouldContain("duckdb, files, postgres, sqlite");
    }

    [Fact]
    public async Task A_database_file_is_known_by_its_contents_whatever_its_name()
    {
        using var folder = new TemporaryFolder();
        Sqlite.SqliteWorld.Make(folder.In("data.bin"), ["CREATE TABLE t (i INTEGER)"]);
        await using var source = await Catalog.OpenAsync(folder.In("data.bin"), new SourceOptions(), TestContext.Current.CancellationToken);
        source.Description.ShouldStartWith("SQLite");
    }

    [Fact]
    public void The_container_gives_the_catalogue()
    {
        using var services = new ServiceCollection().AddDataSources().BuildServiceProvider(validateScopes: true);
        services.GetRequiredService<ConnectorCatalog>().Kinds.Count.ShouldBe(4);
    }
}

using Dataing.Host.Runs;

namespace Dataing.Host.Tests.Runs;

public sealed class SourceLocationTests
{
    [Theory]
    [InlineData("postgres://me@host/db", "postgres://me@host/db")]
    [InlineData("postgres://me:secret@host:5432/db?sslmode=require", "postgres://me@host:5432/db?sslmode=require")]
    [InlineData("postgres://me:se@cr:et@host/db", "postgres://me@host/db")]
    [InlineData("postgres://:secret@host/db", "postgres://@host/db")]
    [InlineData("mysql://host/db?password=secret&x=1", "mysql://host/db?x=1")]
    [InlineData("mysql://host/db?x=1&api_key=secret&y=2", "mysql://host/db?x=1&y=2")]
    [InlineData("https://host/a@b/c", "https://host/a@b/c")]
    public void A_location_is_written_down_without_its_secrets(string location, string written) =>
        SourceLocation.WithoutSecrets(location).ShouldBe(written);

    [Fact]
    public void A_path_is_written_down_whole() => SourceLocation.WithoutSecrets("data").ShouldBe(Path.GetFullPath("data"));
}

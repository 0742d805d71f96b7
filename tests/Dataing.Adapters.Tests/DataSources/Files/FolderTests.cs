using System.Globalization;
using Dataing.Adapters.DataSources.DuckDb;
using Dataing.Adapters.DataSources.Files;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.Tests.DataSources.Files;

public sealed class FolderTests(FolderWorld world) : DataSourceContract<FolderWorld>(world), IClassFixture<FolderWorld>;

public sealed class FolderWorld : ISourceWorld
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _many = new();
    private IDataSource? _source;

    public IDataSource Source => _source.ShouldNotBeNull();

    public string Endless => "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 7";

    public int ManyTables => 300;

    public IReadOnlyList<string> Attacks =>
        [
            "INSERT INTO vacant VALUES (1, 'x')",
            "DROP TABLE things",
            $"COPY things TO '{_folder.In("things.csv")}'",
            $"SELECT * FROM read_csv('{_folder.In("things.csv")}')",
            "SELECT * FROM read_text('/etc/passwd')",
        ];

    public async ValueTask InitializeAsync()
    {
        _folder.Write(
            "things.csv",
            """
            id,name,note,amount,big,seen,day,flag
            1,plain,a note,12.50,9223372036854775807,2026-01-02 03:04:05.123456,2026-01-02,true
            2,"Ünï 😀 'q' ""d""\"","",-0.01,-9223372036854775808,1999-12-31 23:59:59,1999-12-31,false
            3, spaces ,,,,,,
            """.Replace("\\\"", "", StringComparison.Ordinal)
        );
        _folder.Write("vacant.csv", "id,name\n");
        _folder.Write("numbers.csv", "n\n" + string.Join('\n', Enumerable.Range(1, DataSources.World.Numbers)) + "\n");
        var wide = Enumerable.Range(1, DataSources.World.WideColumns).ToList();
        _folder.Write("wide.csv", $"{string.Join(',', wide.Select(i => $"c{i}"))}\n{string.Join(',', wide)}\n");
        var columns = ISourceWorld.AwkwardColumns.Select(DataSources.World.Quoted);
        _folder.Write($"{ISourceWorld.AwkwardTable}.csv", $"{string.Join(',', columns)}\n1,2,3,4\n");
        _source = await OpenAsync(_folder.Path);
    }

    public Task<IQueryRun> RunAsync(string sql, QueryCaps caps, CancellationToken cancellationToken) =>
        ((DuckDbSource)Source).RunAsync(sql, caps, cancellationToken);

    public Task<IDataSource> OpenManyTablesAsync(int count)
    {
        for (var i = 0; i < count; i++)
            _many.Write(
                string.Create(CultureInfo.InvariantCulture, $"{(char)('a' + i % 26)}{Letters(i)}.csv"),
                $"id,name,at,parent{i}\n1,a,2026-01-01,2\n"
            );
        return OpenAsync(_many.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        _folder.Dispose();
        _many.Dispose();
    }

    private static Task<IDataSource> OpenAsync(string path) =>
        new FilesConnector().OpenAsync(path, new SourceOptions(), CancellationToken.None);

    private static string Letters(int number) => new([.. $"{number:0000}".Select(c => (char)('a' + c - '0'))]);
}

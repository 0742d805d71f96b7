using Dataing.Adapters.DataSources.Files;
using Dataing.Core.DataSources;

namespace Dataing.Adapters.Tests.DataSources.Files;

/// <summary>A test with a folder of its own that it opens as a source.</summary>
public abstract class FilesTest : IDisposable
{
    private protected TemporaryFolder Folder { get; } = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected Task<IDataSource> OpenAsync() => new FilesConnector().OpenAsync(Folder.Path, new SourceOptions(), Token);
}

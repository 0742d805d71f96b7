using Dataing.Core.Investigations;

namespace Dataing.Host.Live;

/// <summary>Shows an investigation while it runs. Disposing it leaves the terminal as it was.</summary>
internal interface IProgressDisplay : IInvestigationFeed, IAsyncDisposable
{
    /// <summary>A sentence for the reader, below everything else.</summary>
    void Say(string sentence);
}

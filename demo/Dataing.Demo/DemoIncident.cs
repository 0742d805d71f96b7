using Dataing.Demo.Incidents;

namespace Dataing.Demo;

/// <summary>A story of the demo: what went wrong (or did not) in the shop's warehouse, and who noticed.</summary>
public sealed class DemoIncident
{
    internal DemoIncident(string name, string title, Func<DemoWorld, DemoStory> tell)
    {
        Name = name;
        Title = title;
        Tell = tell;
    }

    /// <summary>The stable name, which is also the folder's.</summary>
    public string Name { get; }

    /// <summary>What the person on call saw, in a few words that do not give the cause away.</summary>
    public string Title { get; }

    /// <summary>Applies the story to a world.</summary>
    internal Func<DemoWorld, DemoStory> Tell { get; }
}

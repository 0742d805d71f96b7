namespace Dataing.Core.Investigations;

/// <summary>Hears every event as soon as it is recorded, for live displays.</summary>
public interface IInvestigationFeed
{
    /// <summary>Told in order, after the event is durable; must return quickly.</summary>
    void Publish(string investigationId, Recorded recorded);
}

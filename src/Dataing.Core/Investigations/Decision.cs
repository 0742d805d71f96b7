namespace Dataing.Core.Investigations;

/// <summary>What a rule answers.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>It may happen; these events say that it did. None means that there is nothing new to say.</summary>
    public sealed record Accepted(params IReadOnlyList<InvestigationEvent> Events) : Decision;

    /// <summary>It may not, and why.</summary>
    public sealed record Refused(string Reason) : Decision;

    public static implicit operator Decision(InvestigationEvent e) => new Accepted(e);
}

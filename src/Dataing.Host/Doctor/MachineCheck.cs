namespace Dataing.Host.Doctor;

/// <summary>One thing that was looked at on this machine.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="State">How it stands.</param>
/// <param name="Detail">What was seen; never a secret.</param>
/// <param name="Remedy">What to do about it; null when nothing is to be done.</param>
internal sealed record MachineCheck(string Name, CheckState State, string Detail, string? Remedy = null);

internal enum CheckState
{
    Good,

    /// <summary>Something that only some jobs need.</summary>
    Warning,
    Bad,
}

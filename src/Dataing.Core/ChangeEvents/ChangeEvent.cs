namespace Dataing.Core.ChangeEvents;

/// <summary>Something that people or schedulers did: a deploy, a job run, a schema change, a campaign.</summary>
/// <param name="At">When it happened; taken as UTC when no zone is given.</param>
/// <param name="Kind">deploy, job_run, schema_change, config_change, campaign, holiday, backfill, …; free text.</param>
/// <param name="Name">What a person calls it.</param>
/// <param name="Detail">More words, untrusted.</param>
/// <param name="Target">The table, service or job that it touched, as the source spells it.</param>
public sealed record ChangeEvent(DateTimeOffset At, string Kind, string Name, string? Detail, string? Target);

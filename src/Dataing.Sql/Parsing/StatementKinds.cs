using Dataing.Sql.Lexing;

namespace Dataing.Sql.Parsing;

/// <summary>What statements other than queries do, in the words of an error.</summary>
internal static class StatementKinds
{
    public static string? Describe(Keyword keyword) =>
        keyword switch
        {
            Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Merge or Keyword.Upsert or Keyword.Replace or Keyword.Truncate =>
                "changes data",
            Keyword.Create or Keyword.Alter or Keyword.Drop or Keyword.Rename or Keyword.Undrop or Keyword.Comment => "changes the schema",
            Keyword.Grant or Keyword.Revoke or Keyword.Deny => "changes permissions",
            Keyword.Summarize => "describes, and returns no rows of data",
            Keyword.Copy or Keyword.Load or Keyword.Unload or Keyword.Export or Keyword.Import or Keyword.Put or Keyword.Get =>
                "moves data in or out",
            Keyword.Begin or Keyword.Start or Keyword.Commit or Keyword.Rollback or Keyword.Savepoint or Keyword.Release or Keyword.Abort =>
                "controls a transaction",
            Keyword.Set or Keyword.Reset or Keyword.Use or Keyword.Pragma or Keyword.Unset => "changes the session",
            Keyword.Show or Keyword.Describe or Keyword.Desc or Keyword.Explain or Keyword.List => "describes, and returns no rows of data",
            Keyword.Call or Keyword.Exec or Keyword.Execute or Keyword.Do or Keyword.Prepare or Keyword.Deallocate or Keyword.Declare =>
                "runs code",
            Keyword.Attach or Keyword.Detach or Keyword.Install or Keyword.Kill or Keyword.Shutdown or Keyword.Checkpoint =>
                "administers the server",
            Keyword.Vacuum
            or Keyword.Analyze
            or Keyword.Reindex
            or Keyword.Optimize
            or Keyword.Refresh
            or Keyword.Cluster
            or Keyword.Flush => "maintains the database",
            Keyword.Lock or Keyword.Unlock => "locks tables",
            Keyword.Listen or Keyword.Notify or Keyword.Unlisten => "sends or awaits messages",
            Keyword.Handler or Keyword.Open or Keyword.Fetch or Keyword.Close or Keyword.Move => "works with cursors",
            Keyword.Cache or Keyword.Uncache or Keyword.Msck or Keyword.Backup or Keyword.Restore or Keyword.System or Keyword.Watch =>
                "administers the server",
            _ => null,
        };
}

using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;
using Dataing.Sql.Parsing;
using Dataing.Sql.Rendering;

namespace Dataing.Bench.Sql.Fuzzing;

internal enum FuzzOutcome
{
    /// <summary>Not a query of the dialect.</summary>
    Unread,

    /// <summary>Read, but the dialect has no way to write it.</summary>
    Unsayable,

    Refused,
    Allowed,

    /// <summary>Written text that is not read back.</summary>
    Lost,

    /// <summary>Written text that is read back as another tree.</summary>
    Changed,

    Crashed,
}

/// <summary>Reads one text, writes it, reads it again, and has it judged by the guard.</summary>
internal static class FuzzJudge
{
    public static FuzzOutcome Judge(string sql, SqlDialect dialect, out string? detail)
    {
        detail = null;
        try
        {
            if (SqlParser.ParseQuery(sql, dialect) is not ParseOutcome.Parsed { Query: var tree })
                return Guarded(sql, dialect, FuzzOutcome.Unread);
            string text;
            try
            {
                text = SqlRenderer.Render(tree, dialect);
            }
            catch (UntranslatableException)
            {
                return Guarded(sql, dialect, FuzzOutcome.Unsayable);
            }
            switch (SqlParser.ParseQuery(text, dialect))
            {
                case ParseOutcome.Failed failed:
                    detail = $"{text}\n    {failed.Error.Message}";
                    return FuzzOutcome.Lost;
                case ParseOutcome.Parsed again when !again.Query.Equals(tree):
                    detail = text;
                    return FuzzOutcome.Changed;
                default:
                    return Guarded(sql, dialect, FuzzOutcome.Refused);
            }
        }
#pragma warning disable CA1031 // Whatever escapes the reader is what this looks for.
        catch (Exception e)
#pragma warning restore CA1031
        {
            detail = e.ToString();
            return FuzzOutcome.Crashed;
        }
    }

    public static bool IsWrong(FuzzOutcome outcome) => outcome >= FuzzOutcome.Lost;

    private static FuzzOutcome Guarded(string sql, SqlDialect dialect, FuzzOutcome otherwise) =>
        QueryGuard.Check(sql, dialect, null, QueryPolicy.Default) is QueryVerdict.Allowed ? FuzzOutcome.Allowed : otherwise;
}

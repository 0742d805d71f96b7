using Dataing.Sql.Parsing;
using Dataing.Sql.Rendering;

namespace Dataing.Host.Sql;

/// <summary>Turns what can go wrong with given SQL into a sentence and an exit code.</summary>
internal static class SqlFailures
{
    public static async Task<int> ToExitCodeAsync(TextWriter error, Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (UnusableSqlInputException e)
        {
            await error.WriteLineAsync(e.Message);
            return SqlExitCodes.BadInput;
        }
        catch (Exception e) when (e is SqlSyntaxException or UntranslatableException)
        {
            await error.WriteLineAsync(e.Message);
            return SqlExitCodes.Refused;
        }
    }
}

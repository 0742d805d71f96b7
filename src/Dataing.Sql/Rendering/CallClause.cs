using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Rendering;

/// <summary>Where the words of a call's clause stand: engines take the clauses of the JSON functions in one order only.</summary>
internal readonly record struct CallClause(string? BeforeType, string? BeforeFallback, string? Last)
{
    /// <summary>What makers of JSON do with NULL and with keys stands before the type; what there is for nothing found, before what there is for errors.</summary>
    public static CallClause Of(FunctionCall call)
    {
        if (call.Clause is not { } words)
            return default;
        if (words.Contains("ON NULL", StringComparison.Ordinal) || words.Contains("UNIQUE", StringComparison.Ordinal))
            return new(words, null, null);
        var isForNothing = words.EndsWith("ON EMPTY", StringComparison.Ordinal) && call.Fallbacks.Any(f => f.OnError);
        return isForNothing ? new(null, words, null) : new(null, null, words);
    }
}

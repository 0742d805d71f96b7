using Dataing.Core.DataSources;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;

namespace Dataing.Core.Investigations;

/// <summary>How the author of a query that was not run, or that failed, may mend it: from the guard's stable code, not from its prose.</summary>
internal static class CorrectionHint
{
    private const int MostNames = 40;

    public const string OfPrediction =
        "Let if_true and if_false name the same aggregate and the same result column, with comparisons that no number satisfies both.";

    /// <summary>The guard's code, what it says of it, where the cause stands, and what to write instead.</summary>
    public static string Of(QueryVerdict.Refused refused, CatalogSnapshot catalog)
    {
        var place = refused.Line > 0 ? $" It stands in line {refused.Line}, column {refused.Column}:\n{refused.Excerpt}" : "";
        return $"{refused.Code}: {refused.Message} {Advice(refused.Code, catalog)}{place}".Trim();
    }

    /// <summary>What to do about a failure of the source.</summary>
    public static string? Of(SourceErrorKind kind, SqlDialect dialect) =>
        kind switch
        {
            SourceErrorKind.Syntax =>
                $"Write it in the dialect {dialect.Name}, with functions that this engine has and with types that compare.",
            SourceErrorKind.NotFound => "Use tables and columns of the schema in the case file, spelled as they stand there.",
            SourceErrorKind.Permission => "The role may not read this; take another table.",
            SourceErrorKind.Timeout or SourceErrorKind.ResourceLimit =>
                "Read less: aggregate, restrict the time to the days around the onset, and join fewer tables.",
            SourceErrorKind.DataError =>
                "A value could not be read or converted; compare texts as texts, or cast with a function that gives NULL.",
            SourceErrorKind.Unsupported or SourceErrorKind.PolicyViolation =>
                "Say it more plainly: one SELECT with joins, WHERE and GROUP BY.",
            _ => null,
        };

    private static string Advice(string code, CatalogSnapshot catalog) =>
        code switch
        {
            RefusalCodes.UnknownRelation or RefusalCodes.SchemaDenied or RefusalCodes.SystemCatalog or RefusalCodes.ExternalRelation =>
                $"Known tables: {Names(catalog)}.",
            RefusalCodes.UnknownColumn => "Use a column of the schema in the case file, and the alias of the table it belongs to.",
            RefusalCodes.NotAQuery or RefusalCodes.SelectInto or RefusalCodes.Lock or RefusalCodes.Setting =>
                "Only a SELECT that reads is possible.",
            RefusalCodes.MultipleStatements => "Give one statement, without a semicolon.",
            RefusalCodes.Function or RefusalCodes.Operator => "Use plain aggregates, arithmetic, dates and text functions.",
            RefusalCodes.CrossJoin => "Give every join a condition that compares a column of either side.",
            RefusalCodes.SamplingRequired => "Aggregate, or restrict the rows by time.",
            RefusalCodes.Hint or RefusalCodes.ExecutableComment => "Leave comments and hints out.",
            RefusalCodes.TooLong or RefusalCodes.TooDeep or RefusalCodes.ListTooLong => "Make it shorter.",
            _ => "",
        };

    private static string Names(CatalogSnapshot catalog)
    {
        var names = catalog.Tables.Select(t => t.FullName).Order(StringComparer.Ordinal).ToList();
        return string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? ", …" : "");
    }
}

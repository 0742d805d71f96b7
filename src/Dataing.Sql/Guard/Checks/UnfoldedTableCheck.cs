using System.Globalization;
using Dataing.Sql.Guard.Work;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>Common tables that each name the one before them twice do not read a table a million times.</summary>
internal static class UnfoldedTableCheck
{
    private const int MostTables = 10_000;

    /// <summary>So few names multiply to less than that, however they are spread.</summary>
    private const int FewTables = 24;

    public static Finding? Examine(QueryFacts facts)
    {
        var named = 0;
        foreach (var node in facts.Nodes)
            named += node is TableSource.Table or QueryBody.Table ? 1 : 0;
        return named > FewTables && new UnfoldedTables(facts).Of(facts.Query) > MostTables
            ? new(
                RefusalCodes.GeneratedRows,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"With its common tables written out, the query reads more than {MostTables:N0} tables; name each of them fewer times."
                ),
                facts.Query
            )
            : null;
    }
}

using Dataing.Sql.Syntax;

namespace Dataing.Sql.Resolution;

/// <summary>By which name columns of a source are qualified, and which sources stand inside it.</summary>
internal static class SourceAlias
{
    public static Identifier? Of(TableSource source) =>
        source switch
        {
            TableSource.Table t => t.Alias?.Name ?? t.Name.Last,
            TableSource.External e => e.Alias?.Name,
            TableSource.Subquery s => s.Alias?.Name,
            TableSource.Function f => f.Alias?.Name ?? f.Call.Name.Last,
            TableSource.RowsFrom r => r.Alias?.Name,
            TableSource.Unnest u => u.Alias?.Name,
            TableSource.DocumentTable d => d.Alias?.Name,
            TableSource.Nested n => n.Alias?.Name,
            TableSource.LateralView v => v.Alias,
            TableSource.Pivot p => p.Alias?.Name,
            TableSource.Unpivot u => u.Alias?.Name,
            TableSource.MatchRecognize m => m.Alias?.Name,
            _ => null,
        };

    /// <summary>The sources whose aliases stay visible beside this one's.</summary>
    public static IEnumerable<TableSource> Inside(TableSource source) =>
        source switch
        {
            TableSource.Join j => [j.Left, j.Right],
            TableSource.Nested { Alias: null } n => [n.Source],
            TableSource.LateralView v => [v.Source],
            TableSource.ArrayJoin a => [a.Source],
            TableSource.Pivot { Alias: null } p => [p.Source],
            TableSource.Unpivot { Alias: null } u => [u.Source],
            _ => [],
        };
}

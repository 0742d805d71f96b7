using Dataing.Analysis.Cases;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Dimensions;

/// <summary>
/// Attributes of the parents that rows refer to, one or two joins away, where the parent's key is unique and the attribute has few values.
/// </summary>
internal sealed class ParentFinder(CaseFile file)
{
    private const int MostParents = 6;
    private const int MostGrandparents = 4;
    private const int MostAttributes = 10;
    private const int MostValues = 25;

    public async Task<IReadOnlyList<Dimension>> FindAsync(CancellationToken cancellationToken)
    {
        var joins = Joins(await ReferencesAsync(cancellationToken));
        var plans = joins
            .Select(j => (Join: j, Columns: Attributes(j).Take(MostAttributes).ToList()))
            .Where(p => p.Columns.Count > 0 || joins.Exists(j => j.Through == p.Join))
            .ToList();
        if (plans.Count == 0)
            return [];
        var width = Math.Max(1, plans.Max(p => p.Columns.Count));
        var parts = plans.Select((p, i) => Counts(p.Join, p.Columns, i, width));
        var answer = await file.Interview.TryAskAsync(
            "profile",
            "keys and attributes of the parent tables",
            SelectBuilder.UnionAll([.. parts]),
            cancellationToken
        );
        if (answer is null)
            return [];
        var unique = answer.Rows.ToDictionary(
            r => plans[(int)Cell.Real(r[0])].Join,
            r => Cell.Real(r[1]) > 0 && Cell.Real(r[1]) == Cell.Real(r[2])
        );
        var found = new List<Dimension>();
        foreach (var row in answer.Rows.OrderBy(r => Cell.Real(r[0])))
        {
            var (join, columns) = plans[(int)Cell.Real(row[0])];
            if (!join.Chain.All(j => unique.GetValueOrDefault(j)))
                continue;
            for (var c = 0; c < columns.Count; c++)
                if (Cell.Real(row[3 + c]) is >= 2 and <= MostValues)
                    found.Add(
                        new Dimension
                        {
                            Column = columns[c],
                            Source = join.Alias,
                            Parent = join,
                        }
                    );
        }
        return found;
    }

    /// <summary>By declaration, lineage or name, then those whose values another table's key holds.</summary>
    private async Task<IReadOnlyList<Reference>> ReferencesAsync(CancellationToken cancellationToken)
    {
        var told = ReferenceFinder.All(file.Inquiry.Schema, file.Inquiry.Lineage, file.Table);
        var shown = await new ContainedKeys(file).FindAsync(told, cancellationToken);
        // What is looked up by the measured column itself is missing where that is.
        return [.. told.Concat(shown).Where(r => !file.Metric.Columns.Contains(r.Column))];
    }

    private List<ParentJoin> Joins(IReadOnlyList<Reference> references)
    {
        var joins = references.Take(MostParents).Select((r, i) => new ParentJoin(r, file.Table, $"r{i}")).ToList();
        var further = joins
            .SelectMany(join =>
                ReferenceFinder
                    .All(file.Inquiry.Schema, file.Inquiry.Lineage, join.Reference.Parent)
                    .Where(r => r.Parent != file.Table && !joins.Exists(j => j.Reference.Parent == r.Parent))
                    .Select(r => (Reference: r, Through: join))
            )
            .DistinctBy(r => r.Reference.Parent)
            .Take(MostGrandparents)
            .Select((r, i) => new ParentJoin(r.Reference, r.Through.Reference.Parent, $"g{i}", r.Through))
            .ToList();
        return [.. joins, .. further];
    }

    private static IEnumerable<ColumnSchema> Attributes(ParentJoin join) =>
        join.Reference.Parent.Columns.Where(c => c.Name != join.Reference.ParentKey && DimensionFinder.IsCategory(c));

    private static SelectBuilder Counts(ParentJoin join, List<ColumnSchema> columns, int number, int width)
    {
        var key = Term.Column("p", join.Reference.ParentKey);
        return SelectBuilder
            .From(Ask.Table(join.Reference.Parent.Name, "p"))
            .Select([
                Term.Number(number).As("parent"),
                Term.Count(key).As("n"),
                Term.CountDistinct(key).As("keys"),
                .. Enumerable
                    .Range(0, width)
                    .Select(c => (c < columns.Count ? Term.CountDistinct(Term.Column("p", columns[c].Name)) : Term.Zero).As($"d{c}")),
            ]);
    }
}

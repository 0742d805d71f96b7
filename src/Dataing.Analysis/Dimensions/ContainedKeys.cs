using Dataing.Analysis.Cases;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Queries;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Dimensions;

/// <summary>References that nobody declared: nearly all values of a column are keys of another table.</summary>
internal sealed class ContainedKeys(CaseFile file)
{
    private const int MostPairs = 8;
    private const int Sample = 3_000;
    private const double Contained = 0.95;

    /// <summary>Small whole numbers are keys of everything; of those this many must differ, and be this part of the other table's keys.</summary>
    private const double LeastNumbers = 12;
    private const double LeastOfKeys = 0.3;

    public async Task<IReadOnlyList<Reference>> FindAsync(IReadOnlyList<Reference> known, CancellationToken cancellationToken)
    {
        var pairs = Pairs(known).Take(MostPairs).ToList();
        if (pairs.Count == 0)
            return [];
        var answer = await file.Interview.TryAskAsync(
            "profile",
            $"columns of {file.Table.Name} whose values are keys of another table",
            SelectBuilder.UnionAll([.. pairs.Select((p, i) => Match(p.Column, p.Parent, p.Key, i))]),
            cancellationToken
        );
        return answer is null
            ? []
            :
            [
                .. answer
                    .Rows.OrderBy(r => Cell.Real(r[0]))
                    .Where(r => Holds(pairs[(int)Cell.Real(r[0])].Column, r))
                    .Select(r => pairs[(int)Cell.Real(r[0])])
                    .Select(p => new Reference(p.Column.Name, p.Parent, p.Key, "its values"))
                    .DistinctBy(r => r.Column),
            ];
    }

    private static bool Holds(ColumnSchema column, IReadOnlyList<object?> row)
    {
        var (values, matched, keys) = (Cell.Real(row[1]), Cell.Real(row[2]), Cell.Real(row[3]));
        if (values < 3 || matched < Contained * values)
            return false;
        return ColumnTraits.IsText(column) || values >= LeastNumbers && matched >= LeastOfKeys * keys;
    }

    private IEnumerable<(ColumnSchema Column, TableSchema Parent, string Key)> Pairs(IReadOnlyList<Reference> known)
    {
        var children = file.Table.Columns.Where(c =>
            c.Type is LogicalType.String or LogicalType.Integer or LogicalType.Uuid
            && !known.Any(r => r.Column == c.Name)
            && !file.Times.All.Any(t => t.Column == c.Name)
            && !file.Table.PrimaryKey.Contains(c.Name)
            && !file.Metric.Columns.Contains(c.Name)
        );
        return from parent in file.Inquiry.Schema.Tables
            where parent != file.Table && !known.Any(r => r.Parent == parent) && !RefersToMe(parent)
            let key = Key(parent)
            where key is not null
            from child in children
            where child.Type == key.Type
            orderby ColumnTraits.SoundsLikeKey(child.Name) ? 0 : 1
            select (child, parent, key.Name);
    }

    /// <summary>A table that refers to this one is its child.</summary>
    private bool RefersToMe(TableSchema other) =>
        ReferenceFinder.All(file.Inquiry.Schema, file.Inquiry.Lineage, other).Any(r => r.Parent == file.Table);

    private static ColumnSchema? Key(TableSchema parent) =>
        parent.PrimaryKey is [var only] ? parent.FindColumn(only)
        : parent.Columns is [{ Type: LogicalType.String or LogicalType.Integer or LogicalType.Uuid } first, _, ..] ? first
        : null;

    private SelectBuilder Match(ColumnSchema column, TableSchema parent, string key, int number)
    {
        var value = Term.Column(Ask.Rows, column.Name);
        var some = SelectBuilder
            .From(Ask.Table(file.Table.Name, Ask.Rows))
            .Where(value.IsNotNull())
            .Select(value.As("x"))
            .Limit(Sample)
            .ToQuery();
        var keys = SelectBuilder
            .From(Ask.Table(parent.Name, "p"))
            .Select(Term.Column("p", key).As("x"))
            .GroupBy([Term.Column("p", key)])
            .ToQuery();
        var all = SelectBuilder.From(Ask.Table(parent.Name, "a")).Select(Term.Count(Term.Column("a", key)).As("n")).ToQuery();
        return SelectBuilder
            .From(Relation.Derived(some, "s").LeftJoin(Relation.Derived(keys, "k"), Term.Column("s", "x").EqualTo(Term.Column("k", "x"))))
            .Select(
                Term.Number(number).As("pair"),
                Term.CountDistinct(Term.Column("s", "x")).As("held"),
                Term.CountDistinct(Term.Column("k", "x")).As("matched"),
                new Expression.Subquery(all).As("all_keys")
            );
    }
}

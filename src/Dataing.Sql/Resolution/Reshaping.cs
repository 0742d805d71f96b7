using Dataing.Sql.Syntax;

namespace Dataing.Sql.Resolution;

/// <summary>The columns that PIVOT and UNPIVOT make of those of their source.</summary>
internal static class Reshaping
{
    public static Shape Of(TableSource source, Shape inside, Func<Expression, BoundColumn> read) =>
        source switch
        {
            TableSource.Pivot pivot => OfPivot(pivot, inside, read),
            TableSource.Unpivot unpivot => OfUnpivot(unpivot, inside, read),
            _ => inside,
        };

    /// <summary>What is neither counted nor spread stays, and groups; each listed value becomes a column for each aggregate.</summary>
    private static Shape OfPivot(TableSource.Pivot pivot, Shape inside, Func<Expression, BoundColumn> read)
    {
        var used = Names([.. pivot.Aggregates, .. pivot.On.SelectMany(o => o.Columns)]);
        var grouping = Names(pivot.GroupBy);
        var kept = inside.Columns.Where(c => grouping.Count > 0 ? grouping.Contains(c.Name) : !used.Contains(c.Name));
        var made =
            from spread in pivot.On
            from value in spread.Values
            from aggregate in pivot.Aggregates
            select read(aggregate.Value) with
            {
                Name = NameOf(value, pivot.Aggregates.Count > 1 ? aggregate : null),
            };
        return inside with { Columns = [.. kept, .. made] };
    }

    private static Shape OfUnpivot(TableSource.Unpivot unpivot, Shape inside, Func<Expression, BoundColumn> read)
    {
        var used = Names(unpivot.Columns);
        var values = unpivot.Values.Select(
            (name, i) =>
            {
                var parts = unpivot.Columns.Select(c => read(i < c.Columns.Count ? c.Columns[i] : c.Columns[0])).ToArray();
                return new BoundColumn(name.Text)
                {
                    Origins = [.. parts.SelectMany(p => p.Origins)],
                    IsComplete = parts.All(p => p.IsComplete),
                    IsDirect = parts.All(p => p.IsDirect),
                };
            }
        );
        return inside with
        {
            Columns = [.. inside.Columns.Where(c => !used.Contains(c.Name)), new BoundColumn(unpivot.Name.Text), .. values],
        };
    }

    private static HashSet<string> Names(IEnumerable<SqlNode> nodes) =>
        nodes
            .SelectMany(SqlTree.DescendantsAndSelf)
            .OfType<Expression.Column>()
            .Select(c => c.Last.Text)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static string NameOf(SelectItem value, SelectItem? aggregate)
    {
        var name =
            value.Alias?.Text
            ?? value.Value switch
            {
                Expression.String text => text.Value,
                Expression.Number number => number.Text,
                Expression.Column column => column.Last.Text,
                _ => "",
            };
        return aggregate?.Alias is { } alias ? $"{name}_{alias.Text}" : name;
    }
}

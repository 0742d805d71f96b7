using Dataing.Sql.Dialects;
using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>Rows that a query writes out itself: VALUES, a SELECT without FROM, an array that is unfolded, the two ends of a series.</summary>
internal static class WrittenRows
{
    private static readonly IReadOnlyDictionary<string, Expression> NoColumns = new Dictionary<string, Expression>();

    /// <summary>The rows of a source by the names of their columns; null when it is none that is written out.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, Expression>>? Of(TableSource source, QueryFacts facts, int most) =>
        source switch
        {
            TableSource.Subquery derived => Of(derived.Query, [.. Names(derived.Alias?.Columns)], facts.Dialect, most),
            TableSource.Table table => facts.Bindings.CommonTableOf(table) is { Query: { } query } common
            && !facts.Bindings.IsRecursive(common)
                ? Of(query, common.Columns, facts.Dialect, most)
                : null,
            TableSource.Function function when facts.Functions.Find(function.Call.Name.Last.Text) is { Makes: true } => Of(
                [.. function.Call.Arguments.Take(2).Select(a => a.Value)],
                function.Alias,
                function.Call.Name.Last,
                facts.Dialect
            ),
            TableSource.Unnest { Arrays: [{ Value: Expression.Array { Elements: { Count: > 0 } elements } }] } unnest => Of(
                [.. elements.Take(most)],
                unnest.Alias,
                null,
                facts.Dialect
            ),
            _ => null,
        };

    /// <summary>The rows of a query by the names of its columns.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, Expression>>? Of(
        Query query,
        SqlList<Identifier> names,
        SqlDialect dialect,
        int most
    ) =>
        query.With is not null
            ? null
            : query.Body switch
            {
                QueryBody.Nested nested => Of(nested.Query, names, dialect, most),
                QueryBody.Values values =>
                [
                    .. values.Rows.Take(most).Select(r => Named([.. r.Values.Select((v, i) => (NameAt(names, i), v))], dialect)),
                ],
                QueryBody.Select { From.Count: 0, Where: null } select =>
                [
                    Named([.. select.Items.Select((item, i) => (NameAt(names, i) ?? item.Alias, item.Value))], dialect),
                ],
                QueryBody.SetOperation { Operator: SetOperator.Union } union
                    when Of(new Query(union.Left), names, dialect, most) is { } left
                        && Of(new Query(union.Right), names.Count > 0 ? names : NamesOf(union.Left), dialect, most) is { } right =>
                [
                    .. left.Concat(right).Take(most),
                ],
                _ => null,
            };

    private static IReadOnlyList<IReadOnlyDictionary<string, Expression>> Of(
        Expression[] values,
        TableAlias? alias,
        Identifier? function,
        SqlDialect dialect
    )
    {
        var name = alias is { Columns: [var only, ..] } ? only.Name : alias?.Name ?? function;
        return [.. values.Select(v => Named([(name, v)], dialect)).DefaultIfEmpty(NoColumns)];
    }

    private static IEnumerable<Identifier> Names(SqlList<AliasColumn>? columns) => columns?.Select(c => c.Name) ?? [];

    /// <summary>The columns of a set operation are called as on its left.</summary>
    private static SqlList<Identifier> NamesOf(QueryBody left) =>
        left switch
        {
            QueryBody.Select select when select.Items.All(i => i.Alias is not null) =>
            [
                .. select.Items.Select(i => i.Alias).OfType<Identifier>(),
            ],
            QueryBody.SetOperation set => NamesOf(set.Left),
            QueryBody.Nested nested => NamesOf(nested.Query.Body),
            _ => [],
        };

    private static Identifier? NameAt(SqlList<Identifier> names, int index) => index < names.Count ? names[index] : null;

    private static Dictionary<string, Expression> Named((Identifier? Name, Expression Value)[] columns, SqlDialect dialect)
    {
        var row = new Dictionary<string, Expression>(StringComparer.Ordinal);
        foreach (var (name, value) in columns)
        {
            if (name is not null)
                row[Resolution.Names.Fold(name, dialect)] = value;
        }
        return row;
    }
}

using Dataing.Sql.Syntax;

namespace Dataing.Sql.Building;

/// <summary>What a query reads from: tables, queries, and joins of them.</summary>
public static class Relation
{
    /// <summary>A table, named from its catalogue or schema down to itself.</summary>
    public static TableSource.Table Table(IReadOnlyList<string> path, string? alias = null) =>
        new(new ObjectName(Term.Names([.. path])), alias is null ? null : Named(alias));

    /// <summary>The rows of a query.</summary>
    public static TableSource.Subquery Derived(Query query, string alias) => new(query, Named(alias));

    public static TableSource.Join Join(this TableSource left, TableSource right, Expression on) =>
        new(left, JoinKind.Inner, right, new JoinCondition.On(on));

    public static TableSource.Join LeftJoin(this TableSource left, TableSource right, Expression on) =>
        new(left, JoinKind.Left, right, new JoinCondition.On(on));

    /// <summary>Every row with every row.</summary>
    public static TableSource.Join CrossJoin(this TableSource left, TableSource right) => new(left, JoinKind.Cross, right, null);

    private static TableAlias Named(string alias) => new(Term.Name(alias), []);
}

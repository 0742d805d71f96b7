using System.Collections.Immutable;
using Dataing.Sql.Guard.Checks;

namespace Dataing.Sql.Guard;

/// <summary>One question that the guard asks of every query.</summary>
internal sealed record QueryCheck(string Name, Func<QueryFacts, Finding?> Examine)
{
    /// <summary>All of them, in the order in which they are asked: what a query is, what it calls, what it reads, how much it makes.</summary>
    public static ImmutableArray<QueryCheck> All { get; } =
    [
        new("locks", LockCheck.Examine),
        new("settings", SettingCheck.Examine),
        new("hints", HintCheck.Examine),
        new("variables", VariableCheck.Examine),
        new("functions", FunctionCheck.Examine),
        new("lacking", LackingCheck.Examine),
        new("attributes", AttributeCheck.Examine),
        new("hidden columns", HiddenColumnCheck.Examine),
        new("operators", OperatorCheck.Examine),
        new("XQuery", XQueryCheck.Examine),
        new("entities", EntityCheck.Examine),
        new("external relations", ExternalRelationCheck.Examine),
        new("system catalogues", SystemCatalogCheck.Examine),
        new("schemas", SchemaCheck.Examine),
        new("relations", RelationCheck.Examine),
        new("object paths", ObjectPathCheck.Examine),
        new("columns", ColumnCheck.Examine),
        new("pivots", PivotCheck.Examine),
        new("sizes", SizeCheck.Examine),
        new("recursion", RecursionCheck.Examine),
        new("generated rows", GeneratedRowsCheck.Examine),
        new("value sizes", ValueSizeCheck.Examine),
        new("copied expressions", CopiedExpressionCheck.Examine),
        new("unfolded tables", UnfoldedTableCheck.Examine),
        new("cross joins", CrossJoinCheck.Examine),
        new("patterns", PatternCheck.Examine),
        new("sampling", SamplingCheck.Examine),
    ];
}

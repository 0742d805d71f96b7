using System.Globalization;
using Dataing.Sql.Dialects;
using Dataing.Sql.Guard.Work;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>Generators, alone or multiplied, make no more rows than the policy allows.</summary>
internal static class GeneratedRowsCheck
{
    /// <summary>Windows that one row may stand in: a day in steps of ten seconds.</summary>
    private const long MostWindows = 10_000;

    private const int WidestRing = 500;

    private const double HalfHour = 1800;

    public static Finding? Examine(QueryFacts facts)
    {
        var cap = facts.Policy.GeneratedRowsCap;
        foreach (var node in facts.Nodes)
        {
            var finding = node switch
            {
                Expression.FunctionCall call => OfCall(call, facts, cap),
                Expression.Comprehension list when LambdaWork.Of(list, facts) > cap => TooMany("The list", cap, list),
                FillClause fill when SeriesSize.OfFill(fill) > cap => TooMany("WITH FILL", cap, fill),
                TableSource.Table table when SequenceTables.Rows(table, facts) > cap => TooMany(table.Name.ToString(), cap, table),
                _ => null,
            };
            if (finding is not null)
                return finding;
        }
        foreach (var select in facts.Selects)
        {
            if ((select.From.Count > 0 || facts.Generates) && facts.Work.ProductOf(select).Rows > cap)
                return new(
                    RefusalCodes.GeneratedRows,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The sources here multiply to more than {cap:N0} generated rows; join them on a predicate or make them shorter."
                    ),
                    select
                );
            if (facts.Generates && RepeatedWork.Of(select, facts) > cap * RepeatedWork.MostPerRow)
                return new(
                    RefusalCodes.GeneratedRows,
                    "For each of the generated rows here a series or list is made anew; join the two on a predicate, or make them shorter.",
                    select
                );
        }
        return null;
    }

    private static Finding? OfCall(Expression.FunctionCall call, QueryFacts facts, long cap)
    {
        if (
            facts.Generates
            && facts.Functions.Find(call.Name.Last.Text) is { Makes: true } entry
            && (
                SeriesSize.Of(call, entry, facts.Dialect, cap) is var rows && rows > cap || rows is null && TakesALargeConstant(call, facts)
            )
        )
            return TooMany(call.Name.ToString(), cap, call);
        if (facts.Generates && RepeatedWork.OfElements(call, facts) > cap * RepeatedWork.MostPerRow)
            return TooMany(call.Name.ToString(), cap, call);
        if (facts.HasLambdas && call.Arguments.Any(a => a.Value is Expression.Lambda l && Doubling.OfFold(l) > 1))
            return new(
                RefusalCodes.ValueTooLarge,
                $"{call.Name} joins what it has gathered to itself at each step; take it once in each.",
                call
            );
        if (LambdaWork.Of(call, facts) > cap || IsWideRing(call) || SlotsOf(call, facts) > cap)
            return TooMany(call.Name.ToString(), cap, call);
        return IsSliding(call, facts) ? TooMany(call.Name.ToString(), MostWindows, call) : null;
    }

    /// <summary>A bound that is a column, where the query itself writes a large number for it: <c>FROM (SELECT 10000000000 AS n) q, generate_series(1, q.n)</c>.</summary>
    private static bool TakesALargeConstant(Expression.FunctionCall call, QueryFacts facts)
    {
        var columns = SqlTree
            .DescendantsAndSelf(call)
            .OfType<Expression.Column>()
            .Select(c => c.Last.Text)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return columns.Count > 0
            && SqlTree
                .DescendantsAndSelf(facts.Query)
                .Any(n =>
                    n switch
                    {
                        CommonTable { Scalar: { } scalar } table => columns.Contains(table.Name.Text) && IsLarge(scalar, facts),
                        Expression.Aliased aliased => columns.Contains(aliased.Name.Text) && IsLarge(aliased.Value, facts),
                        SelectItem { Alias: { } alias } item => columns.Contains(alias.Text) && IsLarge(item.Value, facts),
                        ValuesRow row => SqlTree.Children(row).OfType<Expression>().Any(v => IsLarge(v, facts)),
                        _ => false,
                    }
                );
    }

    /// <summary>Spark's window(time, length, slide) makes a row of every window that a time falls in.</summary>
    private static bool IsSliding(Expression.FunctionCall call, QueryFacts facts) =>
        facts.Dialect.Family == DialectFamily.Databricks
        && call.Arguments is [_, { Value: var length }, { Value: var slide }, ..]
        && call.Name.Last.Text.Equals("window", StringComparison.OrdinalIgnoreCase)
        && Constants.Of(length) is { } all
        && Constants.Of(slide) is { } step
        && !(Math.Abs(all.Value) / Math.Abs(step.Value) <= MostWindows);

    /// <summary>ClickHouse's timeSlots(start, duration, size): a moment for each half hour, or for each size, that the duration lasts.</summary>
    private static double SlotsOf(Expression.FunctionCall call, QueryFacts facts) =>
        facts.Dialect.Family == DialectFamily.ClickHouse
        && call.Arguments is [_, { Value: var duration }, ..]
        && call.Name.Last.Text.Equals("timeSlots", StringComparison.OrdinalIgnoreCase)
        && Constants.NumberOf(Unwrapped(duration)) is { } seconds
            ? seconds / Math.Max(1, (call.Arguments.Count > 2 ? Constants.NumberOf(Unwrapped(call.Arguments[2].Value)) : null) ?? HalfHour)
            : 0;

    /// <summary>toUInt32(600) is 600.</summary>
    private static Expression Unwrapped(Expression value) =>
        value is Expression.FunctionCall { Arguments: [{ Value: var inner }] } ? Unwrapped(inner) : value;

    /// <summary>H3's rings and disks: around a cell lie three times the square of their width.</summary>
    private static bool IsWideRing(Expression.FunctionCall call) =>
        call.Arguments is [_, { Value: var width }]
        && call.Name.Last.Text.StartsWith("h3", StringComparison.OrdinalIgnoreCase)
        && (
            call.Name.Last.Text.Contains("ring", StringComparison.OrdinalIgnoreCase)
            || call.Name.Last.Text.Contains("disk", StringComparison.OrdinalIgnoreCase)
        )
        && Constants.NumberOf(width) > WidestRing;

    private static bool IsLarge(Expression value, QueryFacts facts) =>
        Math.Abs(Constants.NumberOf(value) ?? 0) > facts.Policy.GeneratedRowsCap;

    private static Finding TooMany(string name, long cap, SqlNode at) =>
        new(
            RefusalCodes.GeneratedRows,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name} would make more than {cap:N0} rows, or has no bound that can be read; write a smaller bound as a literal."
            ),
            at
        );
}

using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>What a call with a lambda makes: the elements it goes through, times what the lambda makes of each.</summary>
internal static class LambdaWork
{
    /// <summary>Elements and characters, as far as literals say; 1 where nothing is made.</summary>
    public static double Of(Expression.FunctionCall call, QueryFacts facts) =>
        facts.HasLambdas && call.Arguments.Any(a => a.Value is Expression.Lambda) ? Product(call, facts) : 1;

    /// <summary>DuckDB's <c>[f(x) FOR x IN list IF g(x)]</c>.</summary>
    public static double Of(Expression.Comprehension list, QueryFacts facts) =>
        Made(list.List, facts) * Math.Max(Made(list.Result, facts), list.Condition is { } condition ? Made(condition, facts) : 1);

    private static double Product(Expression.FunctionCall call, QueryFacts facts)
    {
        var (elements, each) = (1.0, 1.0);
        foreach (var argument in call.Arguments)
        {
            if (argument.Value is not Expression.Lambda)
                elements = Math.Max(elements, Made(argument.Value, facts));
        }
        foreach (var argument in call.Arguments)
        {
            if (argument.Value is Expression.Lambda lambda)
                each = Math.Max(each, Math.Max(HasOpenSeries(lambda, facts) ? elements : 1, Made(lambda.Body, facts)));
        }
        return elements * each;
    }

    /// <summary><c>x -> range(x)</c>: a series as long as an element says, which in a list of numbers may be as many as there are.</summary>
    private static bool HasOpenSeries(Expression.Lambda lambda, QueryFacts facts) =>
        facts.Generates
        && SqlTree
            .DescendantsAndSelf(lambda.Body)
            .Any(n =>
                n is Expression.FunctionCall call
                && facts.Functions.Find(call.Name.Last.Text) is { Makes: true } entry
                && SeriesSize.Of(call, entry, facts.Dialect, facts.Policy.GeneratedRowsCap) is null
            );

    /// <summary>Elements or characters that a value holds, as far as literals say.</summary>
    public static double Made(SqlNode node, QueryFacts facts)
    {
        if (node is Query)
            return 1;
        if (node is Expression.Comprehension list)
            return Of(list, facts);
        if (node is Expression.FunctionCall call)
        {
            if (call.Arguments.Any(a => a.Value is Expression.Lambda))
                return Product(call, facts);
            var entry = facts.Functions.Find(call.Name.Last.Text);
            if (entry is { Makes: true })
                return SeriesSize.Of(call, entry, facts.Dialect, facts.Policy.GeneratedRowsCap) ?? 1;
            if (CallKinds.Of(call.Name.Last.Text).Has(CallKind.Fills) && call.Arguments is [_, { Value: Expression.Array dimensions }, ..])
                return dimensions.Elements.Aggregate(1.0, (all, d) => all * Math.Max(1, Constants.NumberOf(d) ?? 1));
            if (entry is { SizeArgument: > 0 and var at } && call.Arguments.Count >= at)
                return Math.Max(1, Constants.NumberOf(call.Arguments[at - 1].Value) ?? 1);
        }
        var most = 1.0;
        foreach (var child in SqlTree.Children(node))
            most = Math.Max(most, Made(child, facts));
        return most;
    }
}

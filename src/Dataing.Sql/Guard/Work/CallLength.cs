using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>How long the value of a call becomes, from how long its arguments are.</summary>
internal sealed class CallLength(QueryFacts facts, Func<Expression, double> of, LengthScope scope)
{
    private const double Endless = 1e300;
    private const int MostFolds = 6;

    /// <summary>Folds that are open; each reads its body twice.</summary>
    private int _folds;

    public static bool Collects(Expression value) =>
        value switch
        {
            Expression.FunctionCall call => Collects(call, CallKinds.Of(call.Name.Last.Text)),
            Expression.Cast cast => Collects(cast.Value),
            _ => false,
        };

    public static bool Collects(Expression.FunctionCall call, CallKind kind)
    {
        if (kind.Has(CallKind.Collects))
            return true;
        foreach (var argument in call.Arguments)
        {
            if (Collects(argument.Value))
                return true;
        }
        return false;
    }

    public double Of(Expression.FunctionCall call)
    {
        var name = call.Name.Last.Text;
        if (call.Arguments.Count == 0)
            return 1;
        var lambda = call.Arguments.Select(a => a.Value).OfType<Expression.Lambda>().FirstOrDefault();
        if (lambda is not null)
            return OfLambda(call, lambda);
        if (facts.Functions.Find(name) is { Makes: true } entry)
            return MakesRows ? Most(call, 1) : Most(call, SeriesSize.Of(call, entry, facts.Dialect, facts.Policy.GeneratedRowsCap) ?? 1);
        if (name.Equals("unnest", StringComparison.OrdinalIgnoreCase))
            return OfElement(call.Arguments[0].Value);
        var kind = CallKinds.Of(name);
        var lengths = call.Arguments.Select(a => of(a.Value)).ToArray();
        foreach (var item in call.WithinGroup)
            of(item.Value);
        return name.ToLowerInvariant() switch
        {
            "replace" when lengths.Length == 3 => lengths[0] * Math.Max(1, lengths[2] / Math.Max(1, lengths[1])),
            "regexp_replace" when lengths.Length > 2 => lengths[0] * Math.Max(1, lengths[2]),
            "array_fill" when call.Arguments is [_, { Value: Expression.Array dimensions }, ..] => dimensions.Elements.Aggregate(
                Math.Max(1, lengths[0]),
                (all, d) => all * Math.Max(1, Constants.NumberOf(d) ?? 1)
            ),
            "concat_ws" when lengths.Length > 2 => lengths[0] * (lengths.Length - 2) + lengths.Skip(1).Sum(),
            "export_set" => 64 * lengths.Sum(),
            "array_to_string" or "list_to_string" or "array_join" when lengths.Length > 1 => lengths[0] * Math.Max(1, lengths[1]),
            _ when kind.Has(CallKind.Doubles) => 2 * lengths.Sum(),
            _ when kind.Has(CallKind.Joins) => lengths.Sum(),
            _ when IsUnknownSize(call) => lengths[0]
                * (name.StartsWith("rep", StringComparison.OrdinalIgnoreCase) ? Math.Max(2, lengths[0]) : 2),
            _ when SizeIn(call) is { } size => Repeats(name) ? size * lengths[0] : size,
            _ => lengths.Max(),
        };
    }

    /// <summary>Each element of a comprehension is as long as what is made of one.</summary>
    public double OfComprehension(Expression.Comprehension made)
    {
        var list = of(made.List);
        scope.Open();
        foreach (var variable in made.Variables)
            scope.Add(variable.Text, 1);
        var each = of(made.Result);
        if (made.Condition is { } condition)
            of(condition);
        scope.Close();
        return list * Math.Max(1, each);
    }

    /// <summary>How long one element of a list is; numbers of a series are short.</summary>
    public double OfElement(Expression list) =>
        list switch
        {
            Expression.Array array => array.Elements.Select(of).DefaultIfEmpty(1).Max(),
            Expression.FunctionCall call when CallKinds.Of(call.Name.Last.Text).Has(CallKind.Joins) => call
                .Arguments.Select(a => of(a.Value))
                .DefaultIfEmpty(1)
                .Max(),
            _ when SqlTree.DescendantsAndSelf(list).Any(n => n is Expression.FunctionCall call && Makes(call)) => of(list) > 0 ? 1 : 0,
            Expression.FunctionCall call => call.Arguments.Select(a => of(a.Value)).DefaultIfEmpty(1).Max(),
            Expression.Column => 1,
            _ => of(list),
        };

    /// <summary>A series is a set of rows here, and a list elsewhere.</summary>
    private bool MakesRows =>
        facts.Dialect.Family is DialectFamily.Postgres or DialectFamily.Redshift or DialectFamily.Sqlite or DialectFamily.SqlServer;

    private bool Makes(Expression.FunctionCall call) => facts.Functions.Find(call.Name.Last.Text) is { Makes: true };

    private double Most(Expression.FunctionCall call, double length)
    {
        foreach (var argument in call.Arguments)
            of(argument.Value);
        return Math.Max(1, length);
    }

    /// <summary>A fold that takes its own result twice doubles it with each element; other lambdas make an element of each.</summary>
    private double OfLambda(Expression.FunctionCall call, Expression.Lambda lambda)
    {
        var list = call.Arguments.Where(a => a.Value is not Expression.Lambda).Select(a => of(a.Value)).DefaultIfEmpty(1).Max();
        var each = OfBody(lambda, 1);
        if (!IsFold(call, lambda))
            return list * Math.Max(1, each);
        if (_folds > MostFolds)
            return Endless;
        _folds++;
        var copies = (OfBody(lambda, 1_001) - each) / 1_000;
        _folds--;
        return copies > 1.5 ? Endless : Math.Max(list, each);
    }

    private static bool IsFold(Expression.FunctionCall call, Expression.Lambda lambda) =>
        lambda.Parameters.Count >= 2
        && (
            call.Name.Last.Text.Contains("reduce", StringComparison.OrdinalIgnoreCase)
            || call.Name.Last.Text.Contains("fold", StringComparison.OrdinalIgnoreCase)
            || call.Name.Last.Text.Equals("aggregate", StringComparison.OrdinalIgnoreCase)
        );

    private double OfBody(Expression.Lambda lambda, double first)
    {
        scope.Open();
        for (var i = 0; i < lambda.Parameters.Count; i++)
            scope.Add(lambda.Parameters[i].Text, i == 0 ? first : 1);
        var length = of(lambda.Body);
        scope.Close();
        return length;
    }

    /// <summary>A size that is worked out from another text, as in <c>repeat(x, length(x))</c>.</summary>
    private bool IsUnknownSize(Expression.FunctionCall call) =>
        facts.Functions.Find(call.Name.Last.Text) is { SizeArgument: > 0 and var at }
        && call.Arguments.Count >= at
        && Constants.NumberOf(call.Arguments[at - 1].Value) is null
        && SqlTree.DescendantsAndSelf(call.Arguments[at - 1].Value).Any(n => n is Expression.FunctionCall);

    /// <summary>Whether the value holds what it is given that many times.</summary>
    private static bool Repeats(string name) =>
        name.StartsWith("rep", StringComparison.OrdinalIgnoreCase) || name.Equals("ngrams", StringComparison.OrdinalIgnoreCase);

    /// <summary>The number that REPEAT, LPAD, SPACE and their like are given.</summary>
    private double? SizeIn(Expression.FunctionCall call)
    {
        if (facts.Functions.Find(call.Name.Last.Text) is not { SizeArgument: > 0 and var at } || call.Arguments.Count < at)
            return null;
        var size = call.Arguments[at - 1].Value;
        return Math.Max(1, Constants.NumberOf(size) ?? Constants.LargestIn(size));
    }
}

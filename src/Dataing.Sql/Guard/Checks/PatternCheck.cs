using System.Globalization;
using Dataing.Sql.Guard.Work;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>Regular expressions are short and do not blow up when they fail to match.</summary>
internal static class PatternCheck
{
    private const int MostWildcards = 16;

    public static Finding? Examine(QueryFacts facts)
    {
        if (!facts.HasPatterns)
            return null;
        foreach (var node in facts.Nodes)
        {
            if (!MayHold(node))
                continue;
            foreach (var pattern in Patterns(node))
            {
                if (pattern.Length > facts.Policy.Limits.PatternLength)
                    return new(
                        RefusalCodes.PatternBomb,
                        Says($"The pattern is longer than {facts.Policy.Limits.PatternLength} characters; shorten it."),
                        node
                    );
                if (PatternRisk.IsExponential(pattern))
                    return new(
                        RefusalCodes.PatternBomb,
                        "The pattern repeats a repetition and can take for ever; write it without the outer + or *.",
                        node
                    );
            }
            if (
                node is Expression.Like { Kind: LikeKind.Like or LikeKind.ILike or LikeKind.Glob, Pattern: var like }
                    && HasManyWildcards(like)
                || node is Expression.FunctionCall call && IsLike(call) && call.Arguments.Any(a => HasManyWildcards(a.Value))
            )
                return new(RefusalCodes.PatternBomb, Says($"A LIKE pattern may have at most {MostWildcards} wildcards."), node);
        }
        return null;
    }

    private static bool HasManyWildcards(Expression like) => TextOf(like) is { } text && text.Count(c => c is '%' or '*') > MostWildcards;

    /// <summary>SQLite's and Snowflake's like(pattern, text), ClickHouse's like(text, pattern).</summary>
    private static bool IsLike(Expression.FunctionCall call) =>
        call.Arguments.Count is 2 or 3 && CallKinds.Of(call.Name.Last.Text).Has(CallKind.Likens);

    /// <summary>Most nodes hold no pattern, and are not to cost anything.</summary>
    private static bool MayHold(SqlNode node) =>
        node is Expression.Like or Expression.Binary or Expression.CustomOperator or Expression.Columns or Expression.Quantified
        || (node is Expression.FunctionCall call && (TakesPattern(call) || IsLike(call)));

    private static IEnumerable<string> Patterns(SqlNode node) =>
        (
            node switch
            {
                Expression.Like { Kind: LikeKind.Regexp or LikeKind.SimilarTo or LikeKind.Match } like => Texts(like.Pattern),
                Expression.Binary
                {
                    Operator: BinaryOperator.RegexMatch
                        or BinaryOperator.RegexMatchIgnoreCase
                        or BinaryOperator.NotRegexMatch
                        or BinaryOperator.NotRegexMatchIgnoreCase
                } match => Texts(match.Right),
                Expression.CustomOperator { Operator: "@?" or "@@" } path => Texts(path.Right).SelectMany(InPath),
                Expression.CustomOperator custom => Texts(custom.Right),
                Expression.Quantified { Operator: "~" or "~*" or "!~" or "!~*" } any => Texts(any.Right),
                Expression.Columns columns => Texts(columns.Selector),
                Expression.FunctionCall call when IsJsonPath(call) => call.Arguments.SelectMany(a => Texts(a.Value)).SelectMany(InPath),
                Expression.FunctionCall call when TakesPattern(call) => PatternArguments(call).SelectMany(a => Texts(a.Value)),
                _ => [],
            }
        ).OfType<string>();

    /// <summary>The text that SUBSTRING cuts is no pattern, what stands behind it may be one; nor is what a replacement writes.</summary>
    private static IEnumerable<Argument> PatternArguments(Expression.FunctionCall call) =>
        call.Name.Last.Text.Contains("replace", StringComparison.OrdinalIgnoreCase) ? call.Arguments.Skip(1).Take(1)
        : call.Name.Last.Text.Equals("substring", StringComparison.OrdinalIgnoreCase) ? call.Arguments.Skip(1)
        : call.Arguments;

    /// <summary>PostgreSQL's jsonb_path_query and its kin, whose paths may hold <c>like_regex "…"</c>.</summary>
    private static bool IsJsonPath(Expression.FunctionCall call) =>
        call.Name.Last.Text.StartsWith("jsonb_path", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string?> InPath(string? path) =>
        path?.Split("like_regex").Skip(1).Select(rest => rest.Split('"')).Where(parts => parts.Length > 1).Select(parts => parts[1]) ?? [];

    private static bool TakesPattern(Expression.FunctionCall call) => CallKinds.Of(call.Name.Last.Text).Has(CallKind.Matches);

    private static IEnumerable<string?> Texts(Expression expression) =>
        expression is Expression.Array array ? array.Elements.Select(TextOf) : [TextOf(expression)];

    private static string? TextOf(Expression expression) =>
        expression switch
        {
            Expression.String text => text.Value,
            Expression.Cast cast => TextOf(cast.Value),
            Expression.Binary { Operator: BinaryOperator.Concat or BinaryOperator.Add } both
                when TextOf(both.Left) is { } left && TextOf(both.Right) is { } right => left + right,
            Expression.FunctionCall call when call.Name.Last.Text.Equals("concat", StringComparison.OrdinalIgnoreCase) => string.Concat(
                call.Arguments.Select(a => TextOf(a.Value))
            ),
            Expression.FunctionCall { Over: null } call when IsWritten(call) => string.Concat(
                SqlTree.DescendantsAndSelf(call).OfType<Expression.String>().Select(t => Repeated(t.Value, call))
            ),
            _ => null,
        };

    /// <summary>A text that a function makes of literals alone; what it does to them is not known, so they are looked at end to end, each twice where it may be repeated.</summary>
    private static bool IsWritten(Expression.FunctionCall call) =>
        call.Name.Last.Text.ToLowerInvariant()
            is "repeat"
                or "replicate"
                or "format"
                or "replace"
                or "reverse"
                or "printf"
                or "lower"
                or "upper"
        && !SqlTree.DescendantsAndSelf(call).Any(n => n is Expression.Column or Query or Expression.Parameter);

    private static string Repeated(string text, Expression.FunctionCall call) =>
        call.Name.Last.Text.StartsWith("rep", StringComparison.OrdinalIgnoreCase)
            ? text + text
            : text.Replace("%s", "", StringComparison.Ordinal);

    private static string Says(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using System.Collections.Frozen;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>Operators are functions too: only the dialects' own, which compute.</summary>
internal static class OperatorCheck
{
    private static readonly FrozenSet<string> Allowed = (
        "+ - * / % ^ = <> != < > <= >= <=> || && & | # ~ << >> // ** ! !! @ @@ |/ ||/ -> ->> #> #>> #- ? ?| ?& @> <@ @? ^@ -|- &< &> <<| |>> &<| |&>"
        + " ## ?# ?- ?-| ?|| ~= @-@ <<= >>= <-> <#> <+> <~> <%> % %> <% %>> <<% @@@ ~~ ~~* !~~ !~~* ~ ~* !~ !~* ~<~ ~>~ ~<=~ ~>=~ *= *<> ?: =="
        + " >>> <<-> <->> <<<-> <->>> |&/ |=| ^- ~~~ !~~~ ::"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words that some dialects use between values.</summary>
    private static readonly FrozenSet<string> Words =
        "OVERLAPS CONTAINS CONTAINS_KEY NOT_CONTAINS NOT_CONTAINS_KEY COLLATE MOD DIV XOR GLOB MATCH REGEXP RLIKE SOUNDS_LIKE ESCAPE MEMBER_OF AT_TIME_ZONE ANN_OF"
            .Split(' ')
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static Finding? Examine(QueryFacts facts)
    {
        foreach (var node in facts.Nodes)
        {
            var name = node switch
            {
                Expression.CustomOperator custom => custom.Operator,
                Expression.Quantified quantified => quantified.Operator,
                OrderItem order => order.UsingOperator,
                _ => null,
            };
            if (name is not null && !IsAllowed(name))
                return new(
                    RefusalCodes.Operator,
                    $"The operator {name} is not one that {facts.Dialect.Name} computes with by itself.",
                    node
                );
        }
        return null;
    }

    private static bool IsAllowed(string name)
    {
        if (name.StartsWith("OPERATOR(", StringComparison.OrdinalIgnoreCase) && name.EndsWith(')'))
        {
            var inside = name[9..^1].Trim();
            const string builtIn = "pg_catalog.";
            inside = inside.StartsWith(builtIn, StringComparison.OrdinalIgnoreCase) ? inside[builtIn.Length..].Trim() : inside;
            return Allowed.Contains(inside);
        }
        return Allowed.Contains(name) || Words.Contains(name.Replace(' ', '_'));
    }
}

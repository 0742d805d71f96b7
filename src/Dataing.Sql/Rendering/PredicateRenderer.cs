using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Rendering;

internal sealed class PredicateRenderer(SqlText text, ExpressionRenderer expressions)
{
    public bool Write(Expression expression)
    {
        switch (expression)
        {
            case Between between:
                WriteBetween(between);
                return true;
            case InList list:
                Subject(list.Value, list.Global, list.Negated, "IN ");
                text.Parenthesised(list.Items, expressions.Write);
                return true;
            case InQuery query:
                Subject(query.Value, query.Global, query.Negated, "IN ");
                text.Queries.WriteParenthesised(query.Query);
                return true;
            case InValue value:
                Subject(value.Value, value.Global, value.Negated, "IN ");
                expressions.WriteOperand(value.Container, Binding.Primary);
                return true;
            case Like like:
                WriteLike(like);
                return true;
            case Is test:
                expressions.WriteOperand(test.Value, Binding.Additive);
                text.Raw(test.Negated ? " IS NOT " : " IS ").Raw(TextOf(test.Test)).Raw(test.UniqueKeys ? " WITH UNIQUE KEYS" : "");
                return true;
            case IsDistinct distinct:
                expressions.WriteOperand(distinct.Left, Binding.Additive);
                text.Raw(distinct.Negated ? " IS NOT DISTINCT FROM " : " IS DISTINCT FROM ");
                expressions.WriteOperand(distinct.Right, Binding.Additive);
                return true;
            case Quantified quantified:
                expressions.WriteOperand(quantified.Left, Binding.Additive);
                text.Raw(' ').Raw(quantified.Operator).Raw(' ');
                WriteQuantified(quantified.Quantifier, quantified.Right);
                return true;
            case Exists exists:
                text.Raw("EXISTS ");
                text.Queries.WriteParenthesised(exists.Query);
                return true;
            default:
                return false;
        }
    }

    private void Subject(Expression value, bool global, bool negated, string word)
    {
        expressions.WriteOperand(value, Binding.Additive);
        text.Raw(global ? " GLOBAL " : " ").Raw(negated ? "NOT " : "").Raw(word);
    }

    private void WriteBetween(Between between)
    {
        Subject(between.Value, false, between.Negated, between.Symmetric ? "BETWEEN SYMMETRIC " : "BETWEEN ");
        expressions.WriteOperand(between.Low, Binding.Additive);
        text.Raw(" AND ");
        expressions.WriteOperand(between.High, Binding.Additive);
    }

    private void WriteLike(Like like)
    {
        var word = like.Kind switch
        {
            LikeKind.Like => "LIKE ",
            LikeKind.ILike => "ILIKE ",
            LikeKind.SimilarTo => "SIMILAR TO ",
            LikeKind.Regexp => text.Dialect.Family is Dialects.DialectFamily.Snowflake or Dialects.DialectFamily.Databricks
                ? "RLIKE "
                : "REGEXP ",
            LikeKind.Glob => "GLOB ",
            _ => "MATCH ",
        };
        Subject(like.Value, false, like.Negated, word);
        if (like.Quantifier is { } quantifier)
            WriteQuantified(quantifier, like.Pattern);
        else
            expressions.WriteOperand(like.Pattern, Binding.Additive);
        if (like.Escape is null)
            return;
        text.Raw(" ESCAPE ");
        expressions.WriteOperand(like.Escape, Binding.Primary);
    }

    private void WriteQuantified(Quantifier quantifier, Expression right)
    {
        text.Raw(quantifier == Quantifier.Any ? "ANY " : "ALL ");
        if (right is Subquery query)
            text.Queries.WriteParenthesised(query.Query);
        else if (right is Expression.Tuple tuple)
            text.Parenthesised(tuple.Items, expressions.Write);
        else if (right is FunctionCall { Name.Parts: [var name] } && name.Text.Equals("UNNEST", StringComparison.OrdinalIgnoreCase))
            expressions.Write(right);
        else
            expressions.WriteParenthesised(right);
    }

    private static string TextOf(IsTest test) =>
        test switch
        {
            IsTest.Null => "NULL",
            IsTest.True => "TRUE",
            IsTest.False => "FALSE",
            IsTest.Unknown => "UNKNOWN",
            IsTest.Json => "JSON",
            IsTest.JsonObject => "JSON OBJECT",
            IsTest.JsonArray => "JSON ARRAY",
            IsTest.JsonScalar => "JSON SCALAR",
            IsTest.JsonValue => "JSON VALUE",
            IsTest.NormalizedNfc => "NFC NORMALIZED",
            IsTest.NormalizedNfd => "NFD NORMALIZED",
            IsTest.NormalizedNfkc => "NFKC NORMALIZED",
            IsTest.NormalizedNfkd => "NFKD NORMALIZED",
            IsTest.Document => "DOCUMENT",
            _ => "NORMALIZED",
        };
}

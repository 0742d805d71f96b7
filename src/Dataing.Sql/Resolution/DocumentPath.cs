using Dataing.Sql.Syntax;

namespace Dataing.Sql.Resolution;

/// <summary>Which part of a document or struct an expression reaches for, where it is written plainly.</summary>
internal static class DocumentPath
{
    public static string? Of(SqlNode node) =>
        node switch
        {
            Expression.FieldAccess access => access.Field.Text,
            Expression.JsonPath path => string.Join(
                '.',
                path.Steps.Select(s => s.Field?.Text ?? (s.Index as Expression.String)?.Value).OfType<string>()
            ),
            Expression.Subscript { Index: Expression.String key } => key.Value,
            Expression.Binary
            {
                Operator: BinaryOperator.Arrow or BinaryOperator.ArrowText or BinaryOperator.PathArrow or BinaryOperator.PathArrowText,
                Right: Expression.String key
            } => Plain(key.Value),
            Expression.FunctionCall { Arguments: [_, { Value: Expression.String key }, ..] } call when ReadsDocument(call) => Plain(
                key.Value
            ),
            _ => null,
        };

    private static bool ReadsDocument(Expression.FunctionCall call)
    {
        var name = call.Name.Last.Text;
        return name.Contains("json", StringComparison.OrdinalIgnoreCase)
            || name.Contains("visitparam", StringComparison.OrdinalIgnoreCase)
            || name.ToLowerInvariant()
                is "get_path"
                    or "get"
                    or "struct_extract"
                    or "element_at"
                    or "variant_get"
                    or "map_extract"
                    or "get_json_object";
    }

    private static string Plain(string path) =>
        path.Trim('{', '}', '$').Replace(',', '.').Replace("[*]", "", StringComparison.Ordinal).Trim('.');
}

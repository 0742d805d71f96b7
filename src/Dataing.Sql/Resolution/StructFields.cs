using Dataing.Sql.Syntax;

namespace Dataing.Sql.Resolution;

/// <summary>The named parts of a struct that an expression makes: <c>STRUCT(a AS x, b)</c>, <c>{'x': a}</c>, <c>named_struct('x', a)</c>.</summary>
internal static class StructFields
{
    public static IReadOnlyList<(string Name, Expression Value)> Of(Expression expression) =>
        expression switch
        {
            Expression.Struct made => [.. made.Fields.Select(f => (NameOf(f.Alias, f.Value), f.Value))],
            Expression.FunctionCall call => OfCall(call),
            Expression.Cast { Value: var value, Type: DataType type }
                when Of(value) is { Count: > 0 } parts && FieldNames(type) is { } names =>
            [
                .. parts.Select((p, i) => (i < names.Count ? names[i] : p.Name, p.Value)),
            ],
            _ => [],
        };

    private static List<(string Name, Expression Value)> OfCall(Expression.FunctionCall call) =>
        call.Name.Last.Text.ToLowerInvariant() switch
        {
            "struct" or "struct_pack" or "row" or "tuple" => [.. call.Arguments.Select(a => (NameOf(a.Name ?? a.Alias, a.Value), a.Value))],
            "named_struct" or "object_construct" or "json_object" or "jsonb_build_object" or "json_build_object" => InPairs(call),
            _ => [],
        };

    private static List<(string Name, Expression Value)> InPairs(Expression.FunctionCall call)
    {
        var fields = new List<(string, Expression)>();
        for (var i = 0; i + 1 < call.Arguments.Count; i += 2)
        {
            if (call.Arguments[i].Value is not Expression.String { Value: var name })
                return [];
            fields.Add((name, call.Arguments[i + 1].Value));
        }
        return fields;
    }

    private static string NameOf(Identifier? alias, Expression value) =>
        alias?.Text ?? (value as Expression.Aliased)?.Name.Text ?? (value as Expression.Column)?.Last.Text ?? "";

    private static List<string>? FieldNames(DataType type) =>
        type is DataType.Struct named ? [.. named.Fields.Select(f => f.Name?.Text ?? "")] : null;
}

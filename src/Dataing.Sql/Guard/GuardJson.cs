using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dataing.Sql.Guard;

/// <summary>How policy and schema files are read: snake case, comments allowed, unknown properties refused.</summary>
internal static class GuardJson
{
    public static JsonSerializerOptions Options { get; } =
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            ReadCommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            RespectNullableAnnotations = true,
        };
}

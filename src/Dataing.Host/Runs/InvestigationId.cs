using System.Security.Cryptography;
using System.Text.Json;
using Dataing.Core.Json;

namespace Dataing.Host.Runs;

/// <summary>The id of an investigation: the same source, alert, lineage and changes give the same one, so that the same command resumes.</summary>
internal static class InvestigationId
{
    public static string Of(InvestigationRequest request)
    {
        var isPath = request.Location.Length > 0 && !request.Location.Contains("://", StringComparison.Ordinal);
        var identity = new
        {
            Source = isPath ? Path.GetFullPath(request.Location) : request.Location,
            request.Alert,
            request.Lineage,
            request.Changes,
        };
        var digest = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(identity, DataingJson.Log));
        return "inv-" + Convert.ToHexStringLower(digest.AsSpan(0, 8));
    }
}

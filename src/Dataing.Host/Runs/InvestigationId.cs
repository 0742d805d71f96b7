using System.Security.Cryptography;
using System.Text.Json;
using Dataing.Core.Json;

namespace Dataing.Host.Runs;

/// <summary>The id of an investigation: the same source, alert, lineage and changes give the same one, so that the same command resumes.</summary>
internal static class InvestigationId
{
    public static string Of(InvestigationRequest request)
    {
        var identity = new
        {
            Source = SourceLocation.IsPath(request.Location) ? Path.GetFullPath(request.Location) : request.Location,
            request.Alert,
            request.Lineage,
            request.Changes,
        };
        // What an ordinary investigation is known by stays as it was, so that earlier ones are found again.
        var digest = (request.Again, request.Notes.Count) switch
        {
            (null, 0) => DigestOf(identity),
            (null, _) => DigestOf(new { identity, request.Notes }),
            _ => DigestOf(
                new
                {
                    identity,
                    request.Again,
                    request.Model,
                }
            ),
        };
        return "inv-" + Convert.ToHexStringLower(digest.AsSpan(0, 8));
    }

    private static byte[] DigestOf<T>(T identity) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(identity, DataingJson.Log));
}

namespace Dataing.Adapters.Models.Chat;

/// <summary>Where a server takes chat completions. People write its URL with /v1, without it, with a slash at the end, or in full.</summary>
internal static class ChatEndpoint
{
    private const string OpenAi = "https://api.openai.com/v1";
    private const string Call = "/chat/completions";

    /// <summary>The likeliest first; the others are for a server that answers 404 there.</summary>
    public static IReadOnlyList<Uri> Candidates(string? baseUrl)
    {
        var url = new UriBuilder(baseUrl ?? OpenAi);
        var path = url.Path.TrimEnd('/');
        if (path.EndsWith(Call, StringComparison.OrdinalIgnoreCase))
            return [At(url, path)];
        if (path.EndsWith("/v1", StringComparison.OrdinalIgnoreCase))
            return [At(url, path + Call), At(url, path[..^3] + Call)];
        string[] paths = [path + Call, path + "/v1" + Call];
        // Nobody serves the call at the root of a host; below a path of its own it may be either.
        return [.. (path.Length == 0 ? paths.Reverse() : paths).Select(p => At(url, p))];
    }

    private static Uri At(UriBuilder url, string path) => new UriBuilder(url.Uri) { Path = path }.Uri;
}

using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Dataing.Adapters.Models.StandIn;

/// <summary>How one vendor's API reads questions, refuses them, and writes answers.</summary>
internal interface IModelProtocol
{
    /// <summary>Why the real server would refuse the request: status and message; null when it would not.</summary>
    (int Code, string Message)? Problem(HttpRequest request, JsonElement body);

    /// <summary>How this vendor says that a question does not fit the model's context.</summary>
    string TooLong { get; }

    StandInQuestion Read(int number, JsonElement body);

    Task WriteAnswerAsync(HttpContext context, StandInQuestion question, JsonElement body, StandInAnswer answer);

    Task WriteErrorAsync(HttpContext context, int code, string message);
}

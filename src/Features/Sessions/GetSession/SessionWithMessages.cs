using Chat.Features.Shared.Json;
using Microsoft.AspNetCore.Http;

namespace Chat.Features.Sessions.GetSession;

/// <summary>A session and its messages, written as the contract's session with one more member <c>messages</c>.</summary>
/// <param name="rows">The session as head, then its messages, as the database wrote them.</param>
public sealed class SessionWithMessages(JsonRows rows) : IResult
{
    private static readonly byte[] Opening = ",\"messages\":"u8.ToArray(), Closing = "}"u8.ToArray();

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) =>
        httpContext.Response.WriteJsonAsync(rows, rows.Head[..^1], Opening, rows.Items, Closing);
}

using System.Text;
using Chat.Features.Shared.Http;
using Chat.Features.Shared.Json;
using Microsoft.AspNetCore.Http;

namespace Chat.Features.Sessions.GetSession;

/// <summary>A session and its messages, written as the contract's session with one more member <c>messages</c>.</summary>
/// <param name="rows">Its entity tag or null as head, then the session with its messages, as the database wrote them.</param>
public sealed class SessionWithMessages(JsonRows rows) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var tag = rows.Head.Span[0] == '"' ? Encoding.ASCII.GetString(rows.Head.Span) : null;
        if (!httpContext.TellEntityTag(tag))
            return httpContext.Response.WriteJsonAsync(rows, rows.Items[1..^1]);
        rows.Dispose();
        httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }
}

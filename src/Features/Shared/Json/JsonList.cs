using System.Text;
using Microsoft.AspNetCore.Http;

namespace Chat.Features.Shared.Json;

/// <summary>A list and what the query says of it, written as <c>{"messages":[…],…}</c>.</summary>
/// <param name="name">The name of the list.</param>
/// <param name="rows">The other members as head, an object that is not empty; then the items, as the database wrote them.</param>
public sealed class JsonList(string name, JsonRows rows) : IResult
{
    private static readonly byte[] Comma = ","u8.ToArray();

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) =>
        httpContext.Response.WriteJsonAsync(rows, Encoding.UTF8.GetBytes($$"""{"{{name}}":"""), rows.Items, Comma, rows.Head[1..]);
}

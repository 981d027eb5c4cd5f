namespace Chat.Features.Shared.Json;

/// <summary>A list and what the query says of it, written as <c>{"messages":[…],…}</c>.</summary>
/// <param name="name">The name of the list.</param>
/// <param name="rows">The other members as head, an object that is not empty; then the items, as the database wrote them.</param>
public sealed class JsonList(string name, JsonRows rows) : JsonAnswer(rows)
{
    private static readonly byte[] Comma = ","u8.ToArray();

    /// <inheritdoc/>
    protected override ReadOnlyMemory<byte>[] Parts() => [Encoding.UTF8.GetBytes($$"""{"{{name}}":"""), Rows.Items, Comma, Rows.Head[1..]];
}

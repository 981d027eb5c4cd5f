namespace Chat.Features.Shared.Json;

/// <summary>A list and what the query says of it, written as <c>{"messages":[…],…}</c>.</summary>
/// <param name="name">The name of the list.</param>
/// <param name="items">The items, a JSON array.</param>
/// <param name="members">The other members, as in JSON.</param>
public sealed class JsonList(string name, JsonText items, string members) : JsonAnswer(items)
{
    protected override ReadOnlyMemory<byte>[] Parts() =>
        [Encoding.UTF8.GetBytes($$"""{"{{name}}":"""), Stored, Encoding.UTF8.GetBytes($$""",{{members}}}""")];
}

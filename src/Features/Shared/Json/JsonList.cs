namespace Chat.Features.Shared.Json;

/// <summary>An object of a JSON array and other members: <c>{"messages":[…],…}</c>.</summary>
public sealed class JsonList(string name, JsonText items, string members) : JsonAnswer(items)
{
    protected override ReadOnlyMemory<byte>[] Parts() =>
        [Encoding.UTF8.GetBytes($$"""{"{{name}}":"""), Stored, Encoding.UTF8.GetBytes($$""",{{members}}}""")];
}

using System.Text.Json;

namespace Features.Tests.OpenApi;

/// <summary>The schema checker itself finds errors.</summary>
public sealed class SchemaCheckTests(ChatFixture chat)
{
    [Theory]
    [InlineData("id", "0")]
    [InlineData("id", "9007199254740992")]
    [InlineData("id", "\"1\"")]
    [InlineData("id", "1.5")]
    [InlineData("user_id", "null")]
    [InlineData("title", "\"\"")]
    [InlineData("agent_type", "\"Primary\"")]
    [InlineData("created_at", "\"2026-01-01T00:00:00Z\"")]
    [InlineData("created_at", "1")]
    [InlineData("is_active", "\"true\"")]
    [InlineData("metadata", "null")]
    [InlineData("messages", "{}")]
    [InlineData("messages", "[1]")]
    [InlineData("more", "1")]
    [InlineData("title", null)]
    public async Task The_checker_sees_what_does_not_fit(string member, string? value)
    {
        var document = await ApiDocument.ReadAsync(chat.Server);
        var schema = document.Find("#/components/schemas/GetSessionResponse");
        var user = chat.NewUser();
        var session = await user.GetAsync($"{ApiClient.Base}/{(await user.CreateAsync()).Id}");
        var members = session.Json.EnumerateObject().ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal);
        new SchemaCheck(document).Problems(schema, session.Json).ShouldBeEmpty();

        if (value is null)
            members.Remove(member);
        else
            members[member] = JsonSerializer.Deserialize<JsonElement>(value);

        new SchemaCheck(document).Problems(schema, JsonSerializer.SerializeToElement(members)).ShouldNotBeEmpty();
    }
}

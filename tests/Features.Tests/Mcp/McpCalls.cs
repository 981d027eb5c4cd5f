using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Features.Tests.Mcp;

/// <summary>Calls by the official client, over HTTP.</summary>
internal static class McpCalls
{
    /// <summary>The last version without sessions, and the last that begins with a handshake.</summary>
    public const string Newest = "2026-07-28", Older = "2025-06-18";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<McpClient> McpAsync(this ChatServer server, string? token, string? actingFor = null, string? version = null, string path = "/mcp")
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        if (token is not null)
            headers["Authorization"] = $"Bearer {token}";
        if (actingFor is not null)
            headers["On-Behalf-Of"] = Uri.EscapeDataString(actingFor);
        var transport = new HttpClientTransport(
            new HttpClientTransportOptions { Endpoint = new Uri(server.Address, path), AdditionalHeaders = headers, TransportMode = HttpTransportMode.StreamableHttp }, server.Http);
        return await McpClient.CreateAsync(transport, new McpClientOptions { ProtocolVersion = version }, cancellationToken: Token);
    }

    /// <summary>Calls a tool with the members of an object.</summary>
    public static async Task<CallToolResult> CallAsync(this McpClient client, string tool, object arguments) =>
        await client.CallToolAsync(
            tool,
            JsonSerializer.SerializeToElement(arguments).EnumerateObject().ToDictionary(member => member.Name, object? (member) => member.Value, StringComparer.Ordinal),
            cancellationToken: Token);

    /// <summary>The structured content of a call that must have succeeded; its text says the same.</summary>
    public static JsonElement Ok(this CallToolResult result)
    {
        (result.IsError ?? false).ShouldBeFalse(result.Text());
        return result.Same();
    }

    /// <summary>The problem that a call must have been refused with, without its trace id.</summary>
    public static JsonElement Problem(this CallToolResult result)
    {
        (result.IsError ?? false).ShouldBeTrue(result.Text());
        return WithoutTrace(result.Same());
    }

    /// <summary>The problem of the API, without its trace id.</summary>
    public static JsonElement Problem(this ApiAnswer answer)
    {
        answer.StatusCode.ShouldBeGreaterThanOrEqualTo(400, answer.Body);
        return WithoutTrace(answer.Json);
    }

    public static string Text(this CallToolResult result) => result.Content.ShouldHaveSingleItem().ShouldBeOfType<TextContentBlock>().Text;

    private static JsonElement Same(this CallToolResult result)
    {
        var content = result.StructuredContent.ShouldNotBeNull();
        JsonElement.DeepEquals(JsonElement.Parse(result.Text()), content).ShouldBeTrue(result.Text());
        return content;
    }

    private static JsonElement WithoutTrace(JsonElement problem)
    {
        var members = JsonNode.Parse(problem.GetRawText())!.AsObject();
        members["traceId"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace();
        members.Remove("traceId");
        return JsonSerializer.SerializeToElement(members);
    }
}

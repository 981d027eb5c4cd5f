using System.Text;
using System.Text.RegularExpressions;
using Chat.Features.Shared.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Features.Tests.Support;

/// <summary>A call to an endpoint that the running application maps, with the example body of that endpoint.</summary>
internal sealed partial record MappedCall(HttpMethod Method, string Pattern, string Query, string? Body)
{
    /// <summary>Every path that needs no token.</summary>
    public static readonly string[] Public = ["/health/live", "/health/ready", "/openapi/v1.json"];

    /// <summary>All example bodies of the endpoint.</summary>
    public IReadOnlyList<string> Examples { get; private init; } = [];

    public IReadOnlyList<string> Parameters { get; private init; } = [];

    public bool IsPublic => Public.Contains(Pattern, StringComparer.Ordinal);

    /// <summary>Whether it calls a tool, whose problems are results.</summary>
    public bool IsOfTools => Pattern == "/mcp/";

    public bool HasIds => Pattern.Contains('{');

    public bool HasMessageId => Parameter().Matches(Pattern).Any(parameter => IsOfMessage(parameter.Value));

    public static IReadOnlyList<MappedCall> AllOf(ChatServer server)
    {
        var calls = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => Methods(endpoint).Select(method => Of(endpoint, method)))
            .ToList();
        calls.Count(call => !call.IsPublic).ShouldBeGreaterThanOrEqualTo(8);
        return calls;
    }

    /// <summary>Whether the endpoint is for streaming messages.</summary>
    public bool IsOfDraft => Calls.IsOfDraft(Pattern);

    /// <summary>The path with these ids, by the names of its parameters, and the required query.</summary>
    public string Path(long session, long message) => Parameter().Replace(Pattern, match =>
        $"{(IsOfMessage(match.Value) ? message : session)}") + Query;

    /// <summary>The path with this text for every id.</summary>
    public string PathTo(string id) => Parameter().Replace(Pattern, _ => id) + Query;

    /// <summary>Whether the body names sessions.</summary>
    public bool NamesSessions => OwnSessions.AreNamedIn(Body);

    /// <summary>With a new session of the caller where the body names sessions.</summary>
    public async Task<ApiAnswer> SendAsync(ApiClient client, string path) => await SendAsync(client, path, Body is null ? null : await client.WithOwnSessionAsync(Body));

    /// <summary>With this body, or none.</summary>
    public Task<ApiAnswer> SendAsync(ApiClient client, string path, string? body) =>
        client.SendAsync(Method, path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"));

    public override string ToString() => $"{Method} {Pattern}";

    private static bool IsOfMessage(string parameter) => parameter.Contains("message", StringComparison.OrdinalIgnoreCase);

    private static MappedCall Of(RouteEndpoint endpoint, string method) => new(new HttpMethod(method), PatternOf(endpoint), QueryOf(endpoint), Example(endpoint))
    {
        Examples = [.. endpoint.Metadata.GetOrderedMetadata<RequestExample>().Select(example => example.Json)],
        Parameters = [.. endpoint.Metadata.GetOrderedMetadata<RequestParameter>().Where(parameter => !parameter.IsInPath).Select(parameter => parameter.Name)],
    };

    private static IReadOnlyList<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } named ? named : ["GET", "POST"];

    private static string PatternOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    private static string QueryOf(RouteEndpoint endpoint) => string.Concat(
        endpoint.Metadata.GetOrderedMetadata<RequestParameter>().Where(parameter => parameter is { IsRequired: true, IsInPath: false }).Select(parameter => $"?{parameter.Name}={parameter.Bounds!.Maximum}"));

    private static string? Example(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<RequestExample>()?.Json;

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}

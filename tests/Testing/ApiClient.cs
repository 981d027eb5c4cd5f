using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Chat.Testing;

/// <summary>Calls the service over HTTP as one user, or as an agent for one.</summary>
public sealed class ApiClient(HttpClient http, string? token, string? onBehalfOf = null)
{
    public const string Base = "/api/v1/chat-sessions";

    public Task<ApiAnswer> GetAsync(string path = Base) => SendAsync(HttpMethod.Get, path);

    public Task<ApiAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<ApiAnswer> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, Json(body));

    public Task<ApiAnswer> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, Json(body));

    public Task<ApiAnswer> PatchAsync(string path, object body) => SendAsync(HttpMethod.Patch, path, Json(body));

    /// <summary>Creates a session.</summary>
    public async Task<ApiAnswer> CreateAsync(string title = "A session", string agentType = "primary", object? metadata = null, bool isActive = true) =>
        (await PostAsync(Base, new { title, agent_type = agentType, metadata = metadata ?? new { }, is_active = isActive })).Ok();

    /// <summary>Posts a user's message.</summary>
    public async Task<ApiAnswer> SayAsync(long sessionId, string content, string messageType = "user", string? agentType = null, object? metadata = null) =>
        (await PostAsync($"{Base}/{sessionId}/messages", new { content, message_type = messageType, agent_type = agentType, metadata = metadata ?? new { } })).Ok();

    /// <summary>Posts a body unchanged.</summary>
    public Task<ApiAnswer> RawAsync(HttpMethod method, string path, string body, string mediaType = "application/json") =>
        RawAsync(method, path, Encoding.UTF8.GetBytes(body), mediaType);

    public Task<ApiAnswer> RawAsync(HttpMethod method, string path, byte[] body, string? mediaType = "application/json")
    {
        var content = new ByteArrayContent(body);
        if (mediaType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return SendAsync(method, path, content);
    }

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, HttpContent? content = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (onBehalfOf is not null)
            request.Headers.Add("On-Behalf-Of", Uri.EscapeDataString(onBehalfOf));
        change?.Invoke(request);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        // An event stream never ends: the call ends after the headers.
        var isEndless = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        return new ApiAnswer(response.StatusCode, response.Headers, response.Content.Headers, isEndless ? "" : await response.Content.ReadAsStringAsync());
    }

    private static JsonContent Json(object body) => JsonContent.Create(body, options: JsonSerializerOptions.Default);
}

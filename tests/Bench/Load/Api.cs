using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Chat.Bench.Load;

/// <summary>Calls a service of the contract.</summary>
internal sealed class Api(Uri address) : IDisposable
{
    public const string Base = "/api/v1/chat-sessions";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };

    public Uri Address => address;

    /// <exception cref="BenchException">The answer is not 200.</exception>
    public async Task<JsonElement> CallAsync(string bearer, HttpMethod method, string path, object? body, CancellationToken token)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var answer = await _http.SendAsync(request, token);
        return (int)answer.StatusCode == 200
            ? await answer.Content.ReadFromJsonAsync<JsonElement>(token)
            : throw new BenchException($"{method} {path} answers {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(token)}");
    }

    public Task<JsonElement> GetAsync(string bearer, string path, CancellationToken token) => CallAsync(bearer, HttpMethod.Get, path, null, token);

    public async Task<long> CreateAsync(string bearer, string title, string agentType, CancellationToken token)
    {
        var session = await CallAsync(bearer, HttpMethod.Post, Base, new { title, agent_type = agentType, metadata = new { n = 1 } }, token);
        return session.GetProperty("id").GetInt64();
    }

    public Task PostAsync(string bearer, long session, string content, CancellationToken token) => CallAsync(
        bearer, HttpMethod.Post, $"{Base}/{session}/messages",
        new { content, message_type = "assistant", agent_type = "primary", metadata = new { model = "m", tokens = 42 } }, token);

    /// <summary>Opens a message to append to.</summary>
    public async Task<long> DraftAsync(string bearer, long session, CancellationToken token)
    {
        var draft = await CallAsync(
            bearer, HttpMethod.Post, $"{Base}/{session}/messages",
            new { content = "", message_type = "assistant", agent_type = "primary", status = "streaming" }, token);
        return draft.GetProperty("id").GetInt64();
    }

    public void Dispose() => _http.Dispose();
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Features.Tests.Live;

/// <summary>Reads the UI-message stream of a session over HTTP.</summary>
internal sealed class UiStreamReader : IDisposable
{
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(20);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private UiStreamReader(HttpResponseMessage response, Stream body) => (_response, _lines) = (response, new StreamReader(body));

    public HttpResponseMessage Response => _response;

    public static string PathOf(long session) => Calls.Path(session) + "/stream";

    /// <summary>Connects; null when nothing is streaming.</summary>
    public static async Task<UiStreamReader?> OpenAsync(ChatServer server, string token, long session)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, PathOf(session));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            response.Dispose();
            return null;
        }
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return new UiStreamReader(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event; null at the end of the stream. Comments are no events.</summary>
    public async Task<string?> NextAsync()
    {
        while (await _lines.ReadLineAsync(CancellationToken.None).AsTask().WaitAsync(MostWait) is { } line)
        {
            if (line.Length == 0 || line[0] == ':')
                continue;
            line.ShouldStartWith("data: ");
            return line["data: ".Length..];
        }
        return null;
    }

    public async Task<IReadOnlyList<string>> TakeAsync(int count)
    {
        var events = new List<string>();
        while (events.Count < count)
            events.Add((await NextAsync()).ShouldNotBeNull());
        return events;
    }

    /// <summary>All events until the stream ends.</summary>
    public async Task<IReadOnlyList<string>> RestAsync()
    {
        var events = new List<string>();
        while (await NextAsync() is { } e)
            events.Add(e);
        return events;
    }

    /// <summary>The joined deltas.</summary>
    public static string TextOf(IEnumerable<string> events) => string.Concat(events.Where(e => e != "[DONE]")
        .Select(e => JsonDocument.Parse(e).RootElement)
        .Where(e => e.GetProperty("type").GetString() == "text-delta")
        .Select(e => e.GetProperty("delta").GetString()));

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }
}

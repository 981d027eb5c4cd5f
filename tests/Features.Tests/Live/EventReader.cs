using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Features.Tests.Live;

internal sealed record SentEvent(long? Id, string Type, JsonElement Data);

/// <summary>Reads an event stream over HTTP.</summary>
internal sealed class EventReader : IDisposable
{
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(20);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private EventReader(HttpResponseMessage response, Stream body) => (_response, _lines) = (response, new StreamReader(body));

    /// <summary>The id of the last event that had one.</summary>
    public long? LastId { get; private set; }

    public HttpResponseMessage Response => _response;

    /// <summary>Connects, and waits for the first comment.</summary>
    public static Task<EventReader> OpenAsync(ChatServer server, string token, string path = ApiClient.Base + "/events", long? lastId = null) =>
        OpenAsync(server.Http, token, path, lastId);

    public static async Task<EventReader> OpenAsync(HttpClient http, string token, string path = ApiClient.Base + "/events", long? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (lastId is { } id)
            request.Headers.Add("Last-Event-ID", id.ToString(CultureInfo.InvariantCulture));
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var reader = new EventReader(response, await response.Content.ReadAsStreamAsync()) { LastId = lastId };
        try
        {
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
            (await reader.LineAsync() ?? throw new IOException("Cut off before the first line.")).ShouldBe(":");
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>The next event; null at the end of the stream. Heartbeats are no events.</summary>
    public Task<SentEvent?> NextAsync() => ReadEventAsync().WaitAsync(MostWait);

    private async Task<SentEvent?> ReadEventAsync()
    {
        long? id = null;
        string? type = null, data = null;
        while (await LineAsync() is { } line)
        {
            if (line.Length == 0 && type is not null)
            {
                LastId = id ?? LastId;
                return new SentEvent(id, type, JsonDocument.Parse(data!).RootElement);
            }
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
                continue;
            var value = line[(colon + 2)..];
            switch (line[..colon])
            {
                case "id":
                    id = long.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case "event":
                    type = value;
                    break;
                default:
                    line[..colon].ShouldBe("data");
                    data = value;
                    break;
            }
        }
        return null;
    }

    public async Task<IReadOnlyList<SentEvent>> TakeAsync(int count)
    {
        var events = new List<SentEvent>();
        while (events.Count < count)
            events.Add((await NextAsync()).ShouldNotBeNull());
        return events;
    }

    /// <summary>The next comment line.</summary>
    public async Task<string?> CommentAsync()
    {
        var line = await LineAsync();
        while (line?.Length == 0)
            line = await LineAsync();
        return line;
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }

    private Task<string?> LineAsync() => _lines.ReadLineAsync(CancellationToken.None).AsTask().WaitAsync(MostWait);
}

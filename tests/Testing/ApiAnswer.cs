using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Chat.Testing;

/// <summary>A whole answer: status, headers and the body as JSON.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, string Body)
{
    private JsonElement? _json;

    public JsonElement Json => _json ??= Body.Length == 0 ? default : JsonDocument.Parse(Body).RootElement;

    public int StatusCode => (int)Status;

    /// <summary>A member of the body.</summary>
    public JsonElement this[string member] => Json.GetProperty(member);

    public long Id => this["id"].GetInt64();

    /// <summary>The body of a call that must have succeeded.</summary>
    public ApiAnswer Ok() => Status == HttpStatusCode.OK ? this : throw new InvalidOperationException($"{StatusCode}: {Body}");
}

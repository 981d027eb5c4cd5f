using Web.Tests.Browsing;

namespace Web.Tests.Hosting;

/// <summary>Calls of a host without a token.</summary>
internal static class Anonymous
{
    public static ApiClient Client(this PageHost host) => new(new HttpClient { BaseAddress = host.Address }, token: null);

    /// <summary>A GET with headers.</summary>
    public static Task<ApiAnswer> GetAsync(this PageHost host, string path, params (string Name, string Value)[] headers) =>
        host.SendAsync(HttpMethod.Get, path, null, headers);

    public static Task<ApiAnswer> SendAsync(this PageHost host, HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers) =>
        host.Client().SendAsync(method, path, content, request =>
        {
            foreach (var (name, value) in headers)
                request.Headers.TryAddWithoutValidation(name, value);
        });

    /// <summary>A header of the answer or of its body; null when it is not there.</summary>
    public static string? Header(this ApiAnswer answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.ContentHeaders.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    public static void ShouldBeNothing(this ApiAnswer answer, string path)
    {
        answer.StatusCode.ShouldBe(404, path);
        answer["detail"].GetString().ShouldBe("There is nothing at this address; /docs describes the API", path);
    }
}

using Polly.Timeout;

namespace Chat.Client;

/// <summary>The one exception of this package: an answer that is an error, or no answer.</summary>
public sealed class ChatException : Exception
{
    private ChatException(string detail, Exception? inner = null)
        : base(detail, inner) => Detail = detail;

    /// <summary>The status of the answer; null when there was none, or none that can be read.</summary>
    public HttpStatusCode? Status { get; private init; }

    /// <summary>One sentence for people.</summary>
    public string Detail { get; }

    /// <summary>For a 400: a field in snake_case, or a header, and what is wrong with it. Empty otherwise.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; private init; } = new Dictionary<string, string[]>(StringComparer.Ordinal);

    /// <summary>Names the call in the service's logs; null without an answer of the service.</summary>
    public string? TraceId { get; private init; }

    /// <summary>How long a message is already, in code points, where an append began at another place; null otherwise.</summary>
    public long? Length { get; private init; }

    /// <summary>When the service asks to come back; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Whether the same call may succeed later. It is then unknown whether it was done, but for a 429.</summary>
    public bool IsTransient { get; private init; }

    internal static async Task<Exception?> OfAsync(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
            return null;
        var problem = await ProblemOfAsync(response);
        return new ChatException(problem?.Detail ?? $"The answer is {(int)response.StatusCode} {response.ReasonPhrase}")
        {
            Status = response.StatusCode,
            Errors = problem?.Errors ?? new Dictionary<string, string[]>(StringComparer.Ordinal),
            TraceId = problem?.TraceId,
            Length = problem?.Length,
            RetryAfter = response.Headers.RetryAfter?.Delta,
            IsTransient = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
        };
    }

    /// <summary>For a call without an answer. What the token provider throws is not of the service, and stays.</summary>
    internal static Exception Of(Exception error) => error is HttpRequestException or IOException or TimeoutRejectedException
        ? new ChatException("The service does not answer", error) { IsTransient = true }
        : error;

    internal static ChatException Unreadable(Exception? error) => new("The answer can't be read", error);

    // A proxy's error is no problem of the service.
    private static async Task<Problem?> ProblemOfAsync(HttpResponseMessage response)
    {
        try
        {
            return JsonSerializer.Deserialize(await response.Content.ReadAsStringAsync(), ChatJson.Default.Problem);
        }
        catch (Exception error) when (error is JsonException or HttpRequestException or IOException)
        {
            return null;
        }
    }
}

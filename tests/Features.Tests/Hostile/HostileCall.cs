using System.Text;

namespace Features.Tests.Hostile;

/// <summary>A generated call. Ids of rows are filled in when it is sent, so that a seed repeats the same calls.</summary>
/// <param name="Caller">The place of its user among all.</param>
/// <param name="Method">Any method, in most calls the one that the endpoint knows.</param>
/// <param name="Path">The path as it is sent, but for <see cref="Own"/> and <see cref="Foreign"/> with the kind of row after them.</param>
/// <param name="Query">With its question mark, as it is sent; or nothing.</param>
/// <param name="Headers">Beside the token.</param>
/// <param name="Body">None when null.</param>
internal sealed record HostileCall(int Caller, string Method, string Path, string Query, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body)
{
    public const string Own = "(own)", Foreign = "(foreign)", Session = "session", Message = "message";

    private const int Shown = 2_000;

    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>The request of a user, with ids of the user's rows and of another's.</summary>
    public HttpRequestMessage With(Uri server, Victim own, Victim foreign)
    {
        var path = Path
            .Replace(Own + Session, $"{own.Session}", StringComparison.Ordinal).Replace(Own + Message, $"{own.Message}", StringComparison.Ordinal)
            .Replace(Foreign + Session, $"{foreign.Session}", StringComparison.Ordinal).Replace(Foreign + Message, $"{foreign.Message}", StringComparison.Ordinal);
        Uri.TryCreate($"{server.GetLeftPart(UriPartial.Authority)}{path}{Query}", AsItIs, out var address).ShouldBeTrue(ToString());
        var request = new HttpRequestMessage(new HttpMethod(Method), address) { Content = Body is null ? null : new ByteArrayContent(Body) };
        // A body that is refused before it was sent breaks its connection, for this call or the next.
        request.Headers.ExpectContinue = request.Headers.ConnectionClose = Body?.Length > 60_000;
        foreach (var (name, value) in Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content?.Headers.TryAddWithoutValidation(name, value);
        }
        if (!request.Headers.Contains("Authorization"))
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {own.Token}");
        return request;
    }

    /// <summary>Simpler forms of the call.</summary>
    public IEnumerable<HostileCall> Simpler()
    {
        foreach (var header in Headers)
            yield return this with { Headers = [.. Headers.Where(other => other != header)] };
        if (Query.Length > 0)
            yield return this with { Query = "" };
        if (Body is not null)
            yield return this with { Body = null };
        if (Body is { Length: > 1 })
        {
            yield return this with { Body = Body[..(Body.Length / 2)] };
            yield return this with { Body = Body[..^1] };
        }
    }

    public override string ToString()
    {
        var text = $"{Method} {Path}{Query} {string.Join(' ', Headers)} {(Body is null ? "" : Encoding.Latin1.GetString(Body))} of user {Caller}";
        return text.Length > Shown ? text[..Shown] + "…" : text;
    }
}

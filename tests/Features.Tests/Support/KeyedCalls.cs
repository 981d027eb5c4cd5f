using System.Text;

namespace Features.Tests.Support;

/// <summary>Calls with an <c>Idempotency-Key</c>.</summary>
internal static class KeyedCalls
{
    public const string Header = "Idempotency-Key", Replayed = "Idempotency-Replayed";

    public static string NewKey() => Guid.NewGuid().ToString();

    /// <summary>Sends a body unchanged, with these values of the header.</summary>
    public static Task<ApiAnswer> PostWithKeyAsync(this ApiClient user, string path, string body, params string[] keys) =>
        user.SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"), request =>
        {
            request.Headers.TryAddWithoutValidation(Header, keys).ShouldBeTrue();
            // A too large body is then refused before it is sent.
            request.Headers.ExpectContinue = body.Length > 1_000_000;
        });

    public static Task<ApiAnswer> CreateWithKeyAsync(this ApiClient user, string title, string key) =>
        user.PostWithKeyAsync(ApiClient.Base, $$"""{"title":"{{title}}"}""", key);

    public static Task<ApiAnswer> SayWithKeyAsync(this ApiClient user, long session, string content, string key) =>
        user.PostWithKeyAsync(Calls.Messages(session), $$"""{"content":"{{content}}"}""", key);

    public static void ShouldBeFirst(this ApiAnswer answer) => answer.Ok().Headers.Contains(Replayed).ShouldBeFalse();

    /// <summary>The bytes and headers of the first answer, and the replay header.</summary>
    public static void ShouldReplay(this ApiAnswer answer, ApiAnswer first)
    {
        answer.Status.ShouldBe(first.Status, answer.Body);
        answer.Body.ShouldBe(first.Body);
        answer.ContentHeaders.ToString().ShouldBe(first.ContentHeaders.ToString());
        answer.Headers.Location.ShouldBe(first.Headers.Location);
        answer.Headers.GetValues(Replayed).ShouldBe(["true"]);
        answer.Headers.Select(header => header.Key).Except([Replayed]).ShouldBe(first.Headers.Select(header => header.Key), ignoreOrder: true);
        answer.ShouldBeGuarded();
    }

    /// <summary>The 409 of a key that was used for another request.</summary>
    public static void ShouldBeAnotherRequest(this ApiAnswer answer)
    {
        answer.ShouldBeProblem(409, "Conflict", "This Idempotency-Key was used for another request");
        answer.Headers.Contains(Replayed).ShouldBeFalse();
    }
}

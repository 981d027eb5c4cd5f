namespace Features.Tests.EntityTags;

/// <summary>Calls with <c>If-Match</c> or <c>If-None-Match</c>.</summary>
internal static class TaggedCalls
{
    /// <summary>The <c>ETag</c>; null without one.</summary>
    public static string? Tag(this ApiAnswer answer) => answer.Headers.TryGetValues("ETag", out var tags) ? tags.Single() : null;

    public static Task<ApiAnswer> GetUnlessAsync(this ApiClient user, string path, string? ifNoneMatch) =>
        user.SendAsync(HttpMethod.Get, path, change: request => request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch));

    public static Task<ApiAnswer> SendIfAsync(this ApiClient user, HttpMethod method, string path, string? ifMatch, string? body = null) => user.SendAsync(
        method,
        path,
        body is null ? null : new StringContent(body, null, "application/json"),
        request => request.Headers.TryAddWithoutValidation("If-Match", ifMatch));

    public static void ShouldBeChangedSince(this ApiAnswer answer) =>
        answer.ShouldBeProblem(412, "Precondition Failed", "It was changed since it was read; read it again");

    /// <summary>A 304: no body, the tag, and the security headers.</summary>
    public static void ShouldBeKnown(this ApiAnswer answer, string? tag)
    {
        answer.StatusCode.ShouldBe(304, answer.Body);
        answer.Body.ShouldBeEmpty();
        answer.ContentHeaders.ContentType.ShouldBeNull();
        answer.Tag().ShouldBe(tag);
        answer.ShouldBeGuarded();
    }
}

using System.Globalization;
using System.Text.Json;

namespace Features.Tests.Support;

/// <summary>Assertions on whole answers.</summary>
internal static class Answers
{
    /// <summary>The detail of every 404 of a session.</summary>
    public const string NoSession = "Chat session not found";

    /// <summary>Equal JSON, in any order of members.</summary>
    public static void ShouldBeJson(this JsonElement actual, object? expected)
    {
        var wanted = JsonSerializer.SerializeToElement(expected);
        JsonElement.DeepEquals(actual, wanted).ShouldBeTrue($"\nexpected {wanted.GetRawText()}\nbut was  {actual.GetRawText()}");
    }

    /// <summary>A 200 with exactly this body.</summary>
    public static void ShouldBeOk(this ApiAnswer answer, object expected)
    {
        answer.StatusCode.ShouldBe(200, answer.Body);
        answer.ContentHeaders.ContentType!.MediaType.ShouldBe("application/json");
        answer.ShouldBeGuarded();
        answer.Json.ShouldBeJson(expected);
    }

    /// <summary>A 400 about one field, with one message.</summary>
    public static void ShouldBeInvalid(this ApiAnswer answer, string field, string message) =>
        answer.ShouldBeInvalid(message, new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] });

    /// <summary>A 400 about a body that is no JSON, with the place where it breaks.</summary>
    public static void ShouldBeNoJson(this ApiAnswer answer)
    {
        var detail = answer["detail"].GetString().ShouldNotBeNull(answer.Body);
        detail.ShouldMatch("^body is not valid JSON at line [1-9][0-9]*, byte [1-9][0-9]*$");
        answer.ShouldBeInvalid("body", detail);
    }

    /// <summary>A 400 about several fields.</summary>
    public static void ShouldBeInvalid(this ApiAnswer answer, string detail, IReadOnlyDictionary<string, string[]> errors) =>
        answer.ShouldBeProblem(new { title = "Bad Request", status = 400, detail, traceId = answer.TraceId(), errors });

    /// <summary>The 404 of a session that does not exist for this user.</summary>
    public static void ShouldBeNoSession(this ApiAnswer answer) => answer.ShouldBeProblem(404, "Not Found", NoSession);

    /// <summary>An error without <c>errors</c>.</summary>
    public static void ShouldBeProblem(this ApiAnswer answer, int status, string title, string detail) =>
        answer.ShouldBeProblem(new { title, status, detail, traceId = answer.TraceId() });

    /// <summary>Any error, in the contract's shape.</summary>
    public static void ShouldBeAnError(this ApiAnswer answer)
    {
        answer.ContentHeaders.ContentType?.ToString().ShouldBe("application/problem+json", answer.Body);
        foreach (var member in new[] { "title", "detail", "traceId" })
            answer[member].GetString().ShouldNotBeNullOrWhiteSpace(answer.Body);
        answer["status"].GetInt32().ShouldBe(answer.StatusCode);
        answer.ShouldBeGuarded();
        if (answer.StatusCode != 400)
            return;
        var errors = answer["errors"].EnumerateObject().ToList();
        errors.ShouldNotBeEmpty(answer.Body);
        errors.ShouldAllBe(field => field.Value.ValueKind == JsonValueKind.Array && field.Value.GetArrayLength() > 0);
    }

    /// <summary>Has the security headers of every answer.</summary>
    public static void ShouldBeGuarded(this ApiAnswer answer)
    {
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldStartWith("default-src 'none'; ");
        policy.ShouldEndWith("frame-ancestors 'none'");
        answer.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();
        answer.Headers.Contains("Server").ShouldBeFalse();
        answer.Headers.Contains("X-Powered-By").ShouldBeFalse();
    }

    /// <summary>The same bytes, except for the trace id.</summary>
    public static void ShouldBeTheSameAs(this ApiAnswer answer, ApiAnswer other)
    {
        answer.Status.ShouldBe(other.Status);
        answer.Body.Replace(answer.TraceId(), "", StringComparison.Ordinal)
            .ShouldBe(other.Body.Replace(other.TraceId(), "", StringComparison.Ordinal));
        HeadersWithoutTrace(answer).ShouldBe(HeadersWithoutTrace(other));
        answer.Headers.Select(header => header.Key).ShouldBe(other.Headers.Select(header => header.Key), ignoreOrder: true);
    }

    // The id is longer while something in this process listens to traces.
    private static string HeadersWithoutTrace(ApiAnswer answer)
    {
        var length = $"Content-Length: {answer.ContentHeaders.ContentLength}";
        return answer.ContentHeaders.ToString().Replace(length, $"Content-Length: {answer.ContentHeaders.ContentLength - answer.TraceId().Length}", StringComparison.Ordinal);
    }

    /// <summary>RFC 3339 in UTC with a Z and exactly six digits.</summary>
    public static DateTimeOffset ShouldBeATime(this JsonElement time)
    {
        var text = time.GetString().ShouldNotBeNull();
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value)
            .ShouldBeTrue(text);
        return value;
    }

    private static void ShouldBeProblem(this ApiAnswer answer, object expected)
    {
        answer.ContentHeaders.ContentType?.ToString().ShouldBe("application/problem+json", answer.Body);
        answer.Json.ShouldBeJson(expected);
        answer.StatusCode.ShouldBe(answer["status"].GetInt32());
        answer.ShouldBeGuarded();
    }

    private static string TraceId(this ApiAnswer answer)
    {
        answer.Json.ValueKind.ShouldBe(JsonValueKind.Object, answer.Body);
        answer.Json.TryGetProperty("traceId", out var traceId).ShouldBeTrue(answer.Body);
        var id = traceId.GetString();
        id.ShouldNotBeNullOrEmpty();
        return id;
    }
}

using System.Net;
using System.Text;

namespace Features.Tests.Errors;

/// <summary>Errors of the framework have the same shape as all others.</summary>
public sealed class FrameworkErrorTests(ChatFixture chat)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/nowhere")]
    [InlineData("/index.html")]
    [InlineData("/api")]
    [InlineData("/api/v1")]
    [InlineData("/api/v1/")]
    [InlineData("/api/v1/nowhere")]
    [InlineData("/api/v2/chat-sessions")]
    [InlineData("/chat-sessions")]
    [InlineData("/api/v1/chat-sessions/1/nowhere")]
    [InlineData("/api/v1/chat-sessions/1/messages/1/nowhere")]
    [InlineData("/api/v1/chat-sessions/stats/user/more")]
    [InlineData("/health")]
    [InlineData("/openapi/v2.json")]
    [InlineData("/openapi/v1.yaml")]
    [InlineData("/docs/nowhere.js")]
    [InlineData("/swagger")]
    [InlineData("/swagger/v1/swagger.json")]
    public async Task An_address_without_anything_is_a_404_with_and_without_a_token(string path)
    {
        foreach (var client in new[] { chat.NewUser(), chat.Server.WithToken(null), chat.Server.WithToken("garbage") })
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Delete })
            {
                var answer = await client.SendAsync(method, path);
                answer.ShouldBeProblem(404, "Not Found", "There is nothing at this address; /docs describes the API");
                answer.ShouldTellNothing();
            }
        }
    }

    [Theory]
    [InlineData("PUT", "", "GET, HEAD, POST")]
    [InlineData("PATCH", "", "GET, HEAD, POST")]
    [InlineData("DELETE", "", "GET, HEAD, POST")]
    [InlineData("OPTIONS", "", "GET, HEAD, POST")]
    [InlineData("TRACE", "", "GET, HEAD, POST")]
    [InlineData("NONSENSE", "", "GET, HEAD, POST")]
    [InlineData("POST", "/1", "DELETE, GET, HEAD, PUT")]
    [InlineData("PATCH", "/1", "DELETE, GET, HEAD, PUT")]
    [InlineData("PUT", "/1/messages", "GET, HEAD, POST")]
    [InlineData("DELETE", "/1/messages", "GET, HEAD, POST")]
    [InlineData("POST", "/1/messages/1", "DELETE, GET, HEAD, PUT")]
    [InlineData("PATCH", "/1/messages/1", "DELETE, GET, HEAD, PUT")]
    [InlineData("POST", "/1/messages/1/append", "PATCH")]
    [InlineData("PATCH", "/1/messages/1/finish", "POST")]
    [InlineData("GET", "/1/messages/1/abort", "POST")]
    [InlineData("PUT", "/1/messages/1/revisions", "DELETE, GET, HEAD")]
    [InlineData("GET", "/bulk", "POST")]
    [InlineData("POST", "/stats/user", "GET, HEAD")]
    [InlineData("DELETE", "/stats/user", "GET, HEAD")]
    public async Task A_method_that_the_address_does_not_know_is_a_405_that_names_those_it_knows(string method, string path, string allowed)
    {
        var answer = await chat.NewUser().SendAsync(new HttpMethod(method), ApiClient.Base + path);

        answer.ShouldBeProblem(405, "Method Not Allowed", "This address does not know this method; the Allow header names those it knows");
        string.Join(", ", answer.ContentHeaders.Allow.Order(StringComparer.Ordinal)).ShouldBe(allowed);
        answer.ShouldTellNothing();
    }

    [Fact]
    public async Task A_HEAD_is_answered_with_a_status_and_nothing_else()
    {
        (await chat.NewUser().SendAsync(HttpMethod.Head, "/nowhere")).Body.ShouldBeEmpty();
        (await chat.NewUser().SendAsync(HttpMethod.Head, ApiClient.Base)).StatusCode.ShouldBe(200);
        (await chat.Server.WithToken(null).SendAsync(HttpMethod.Head, ApiClient.Base)).StatusCode.ShouldBe(401);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_a_413_whether_its_length_is_told_or_not()
    {
        var body = new byte[2 * 1024 * 1024];
        Array.Fill(body, (byte)' ');
        foreach (var isChunked in new[] { false, true })
        {
            using var content = new ByteArrayContent(body);
            content.Headers.TryAddWithoutValidation("Content-Type", "application/json");

            var answer = await chat.NewUser().SendAsync(HttpMethod.Post, ApiClient.Base, content, request => (request.Headers.TransferEncodingChunked, request.Headers.ExpectContinue) = (isChunked, true));

            answer.ShouldBeProblem(413, answer["title"].GetString()!, "The body must have at most 1 MiB");
            answer["title"].GetString().ShouldBeOneOf("Payload Too Large", "Content Too Large");
            answer.ShouldTellNothing();
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("multipart/form-data")]
    public async Task A_body_that_is_declared_as_something_else_is_a_415(string mediaType)
    {
        var answer = await chat.NewUser().RawAsync(HttpMethod.Post, ApiClient.Base, """{"title":"A"}""", mediaType);

        answer.ShouldBeProblem(415, "Unsupported Media Type", "The body must be JSON, sent as application/json");
        answer.ShouldTellNothing();
    }

    [Theory]
    [InlineData("page=x", "page", "page must be a positive integer")]
    [InlineData("page=", "page", "page must be a positive integer")]
    [InlineData("page=1.0", "page", "page must be a positive integer")]
    [InlineData("page=99999999999999999999", "page", "page must be a positive integer")]
    [InlineData("page=1&page=2", "page", "page must be given once")]
    [InlineData("page_size=0x10", "page_size", "page_size must be a positive integer")]
    [InlineData("agent_type=PRIMARY", "agent_type", "agent_type must be one of primary, log_analysis, research, router")]
    [InlineData("is_active=1", "is_active", "is_active must be true or false")]
    [InlineData("is_active=", "is_active", "is_active must be true or false")]
    [InlineData("search=%00", "search", "search must not hold U+0000 or half of a surrogate pair")]
    public async Task A_query_value_that_can_not_be_read_is_a_400_that_names_it(string query, string parameter, string message)
    {
        var answer = await chat.NewUser().GetAsync($"{ApiClient.Base}?{query}");

        answer.ShouldBeInvalid(parameter, message);
        answer.ShouldTellNothing();
    }

    [Fact]
    public async Task What_is_wrong_in_several_fields_is_told_of_each()
    {
        var answer = await chat.NewUser().PostAsync(ApiClient.Base, new { title = " ", metadata = new { a = new string('x', 70_000) } });

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        var errors = answer["errors"].EnumerateObject().ToDictionary(field => field.Name, field => field.Value.EnumerateArray().Select(text => text.GetString()!).ToArray(), StringComparer.Ordinal);
        errors.Keys.ShouldBe(["title", "metadata"], ignoreOrder: true);
        answer.ShouldBeInvalid(string.Join("; ", errors.Values.SelectMany(messages => messages)), errors);
    }

    [Fact]
    public async Task Each_error_names_its_own_trace()
    {
        var user = chat.NewUser();

        var traces = new HashSet<string?>(StringComparer.Ordinal);
        for (var i = 0; i < 5; i++)
            traces.Add((await user.GetAsync("/nowhere"))["traceId"].GetString());

        traces.Count.ShouldBe(5);
        traces.ShouldAllBe(trace => Encoding.UTF8.GetByteCount(trace!) >= 16);
    }
}

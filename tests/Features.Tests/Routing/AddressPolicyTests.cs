namespace Features.Tests.Routing;

public sealed class AddressPolicyTests(ChatFixture chat)
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "NONSENSE"];

    [Fact]
    public async Task Every_address_refuses_all_methods_but_those_of_its_own_routes_and_names_them()
    {
        var user = chat.NewUser();
        var addresses = MappedCall.AllOf(chat.Server).GroupBy(call => call.Pattern, StringComparer.Ordinal).ToList();
        addresses.Count.ShouldBeGreaterThan(12);

        foreach (var address in addresses)
        {
            string[] own = [.. address.Select(call => call.Method.Method)];
            string[] allowed = [.. (own.Contains("GET", StringComparer.Ordinal) ? own.Append("HEAD") : own).Order(StringComparer.Ordinal)];
            foreach (var method in Methods.Except(allowed, StringComparer.Ordinal))
            {
                var path = address.First().Path(Calls.NeverAnId, Calls.NeverAnId);
                var answer = await user.SendAsync(new HttpMethod(method), path);
                var withoutToken = await chat.Server.WithToken(null).SendAsync(new HttpMethod(method), path, change: request => request.Headers.Add("Idempotency-Key", "key"));

                answer.StatusCode.ShouldBe(405, $"{method} {path}");
                Allow(answer).ShouldBe(string.Join(", ", allowed), $"{method} {path}");
                withoutToken.StatusCode.ShouldBe(address.First().IsPublic ? 405 : 401, $"{method} {path}");
                if (address.First().IsPublic)
                    Allow(withoutToken).ShouldBe(string.Join(", ", allowed), $"{method} {path}");
            }
        }
    }

    [Theory]
    [InlineData("DELETE", "/events", "GET, HEAD")]
    [InlineData("PUT", "/events", "GET, HEAD")]
    [InlineData("GET", "/1/messages/batch", "POST")]
    [InlineData("PUT", "/1/messages/batch", "POST")]
    public async Task A_word_in_the_place_of_an_id_is_not_an_id(string method, string path, string allowed)
    {
        var answer = await chat.NewUser().SendAsync(new HttpMethod(method), ApiClient.Base + path);

        answer.ShouldBeProblem(405, "Method Not Allowed", "This address does not know this method; the Allow header names those it knows");
        Allow(answer).ShouldBe(allowed);
    }

    [Theory]
    [InlineData("/docs")]
    [InlineData("/docs/")]
    [InlineData("/docs/index.html")]
    public async Task The_page_that_documents_the_API_is_only_read(string path)
    {
        foreach (var method in Methods.Except(["GET", "HEAD"], StringComparer.Ordinal))
        {
            var answer = await chat.Server.WithToken(null).SendAsync(new HttpMethod(method), path);

            answer.StatusCode.ShouldBe(405, method);
            Allow(answer).ShouldBe("GET, HEAD");
            answer.ShouldBeAnError();
        }
    }

    private static string Allow(ApiAnswer answer) => string.Join(", ", answer.ContentHeaders.Allow);
}

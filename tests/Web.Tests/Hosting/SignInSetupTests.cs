using System.Net.Http.Headers;
using System.Text;
using Web.Tests.Browsing;

namespace Web.Tests.Hosting;

/// <summary>A name gives a token to a browser on the machine of a Development host, and to nobody else.</summary>
public sealed class SignInSetupTests(WebFixture web)
{
    private const string Settings = "/web/settings.json", Token = "/web/token";

    [Theory]
    [InlineData(null)]
    [InlineData("localhost:5000")]
    [InlineData("LOCALHOST")]
    [InlineData("[::1]:5000")]
    public async Task A_name_gives_a_token_on_this_machine(string? host)
    {
        (string, string)[] headers = host is null ? [] : [("Host", host)];
        (await web.Host.GetAsync(Settings, headers)).Body.ShouldBe("""{"takes_names":true,"authority":null,"client_id":null,"scope":"openid"}""");

        var answer = await web.Host.SendAsync(HttpMethod.Post, Token, Json("""{"name":"zoë@example.org"}"""), headers);

        var session = await new ApiClient(new HttpClient { BaseAddress = web.Address }, answer.Ok()["token"].GetString()).CreateAsync();
        session["user_id"].GetString().ShouldBe("zoë@example.org");
    }

    [Theory]
    [InlineData("Host", "rebound.example.com")]
    [InlineData("Host", "localhost.example.com")]
    [InlineData("Host", "192.0.2.1")]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    public async Task Nobody_gets_one_under_another_name_or_through_a_proxy(string header, string value) =>
        await ShouldRefuseAsync(web.Host, (header, value));

    [Fact]
    public async Task Nobody_gets_one_from_elsewhere_through_a_trusted_proxy()
    {
        await using var host = await web.StartHostAsync(0, ("CHAT_TRUSTED_PROXIES", "127.0.0.1"));

        await ShouldRefuseAsync(host, ("X-Forwarded-For", "203.0.113.9"));
        await ShouldRefuseAsync(host, ("X-Forwarded-For", "127.0.0.1, 203.0.113.9"));
    }

    [Fact]
    public async Task Outside_of_Development_there_is_nothing_to_ask()
    {
        await using var host = await web.StartHostAsync(0, ("ASPNETCORE_ENVIRONMENT", "Production"), ("CHAT_WEB", "1"));

        (await host.GetAsync(Settings))["takes_names"].GetBoolean().ShouldBeFalse();
        (await host.SendAsync(HttpMethod.Post, Token, Json("""{"name":"ada"}"""))).ShouldBeNothing(Token);
    }

    [Theory]
    [InlineData("""{"name":""}""")]
    [InlineData("""{"name":" ada"}""")]
    [InlineData("""{"name":"a\u0007da"}""")]
    [InlineData("""{"name":"a\u0000da"}""")]
    [InlineData("""{"name":"\ud800"}""")]
    [InlineData("""{"name":null}""")]
    [InlineData("""{"name":7}""")]
    [InlineData("""{"name":["ada"]}""")]
    [InlineData("""{"name":"ada","name":"bob"}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{")]
    public async Task A_body_without_a_name_is_a_400(string body)
    {
        var answer = await web.Host.SendAsync(HttpMethod.Post, Token, Json(body));

        answer.StatusCode.ShouldBe(400, answer.Body);
        answer["errors"].EnumerateObject().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_name_has_at_most_255_characters()
    {
        (await web.Host.SendAsync(HttpMethod.Post, Token, Json($$"""{"name":"{{new string('a', 255)}}"}"""))).StatusCode.ShouldBe(200);
        (await web.Host.SendAsync(HttpMethod.Post, Token, Json($$"""{"name":"{{new string('a', 256)}}"}"""))).StatusCode.ShouldBe(400);
    }

    [Fact]
    public async Task A_page_of_another_origin_can_not_send_a_name()
    {
        var origin = ("Origin", "https://other.example.com");

        // A form sends this without asking; before JSON a browser asks.
        (await web.Host.SendAsync(HttpMethod.Post, Token, new StringContent("""{"name":"ada"}""", Encoding.UTF8, "text/plain"), origin)).StatusCode.ShouldBe(415);
        var asked = await web.Host.SendAsync(HttpMethod.Options, Token, null, origin, ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type"));
        asked.Header("Access-Control-Allow-Origin").ShouldBeNull();
    }

    [Fact]
    public async Task Nor_can_one_that_may_call_the_API_read_the_token()
    {
        await using var host = await web.StartHostAsync(0, ("CHAT_CORS_ORIGINS", "https://other.example.com"));
        var origin = ("Origin", "https://other.example.com");

        (await host.SendAsync(HttpMethod.Post, Token, Json("""{"name":"ada"}"""), origin)).Header("Access-Control-Allow-Origin").ShouldBeNull();
        (await host.GetAsync("/health/ready", origin)).Header("Access-Control-Allow-Origin").ShouldBe("https://other.example.com");
    }

    private static async Task ShouldRefuseAsync(PageHost host, (string, string) header)
    {
        (await host.GetAsync(Settings, header))["takes_names"].GetBoolean().ShouldBeFalse();
        var answer = await host.SendAsync(HttpMethod.Post, Token, Json("""{"name":"ada"}"""), header);
        answer.StatusCode.ShouldBe(403);
        answer["detail"].GetString().ShouldBe("A name is enough on the machine of the service only");
    }

    private static ByteArrayContent Json(string body) => new(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}

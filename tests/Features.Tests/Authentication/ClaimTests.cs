namespace Features.Tests.Authentication;

/// <summary><c>exp</c> and <c>nbf</c>, <c>iss</c> and <c>aud</c>.</summary>
public sealed class ClaimTests(ChatFixture chat)
{
    private const string Issuer = "https://issuer.example", Audience = "chat";

    private static readonly Dictionary<string, string?> Checked = new(StringComparer.Ordinal) { ["JWT_ISSUER"] = Issuer, ["JWT_AUDIENCE"] = Audience };

    [Theory]
    [InlineData("\"exp\":NOW+3600")]
    [InlineData("\"exp\":NOW+60.5")]
    [InlineData("\"exp\":NOW-10")]
    [InlineData("\"exp\":NOW+60,\"nbf\":NOW-60")]
    [InlineData("\"exp\":NOW+60,\"nbf\":NOW+29")]
    [InlineData("\"exp\":NOW+60,\"iat\":NOW-60,\"iss\":\"anybody\",\"aud\":\"anything\"")]
    public async Task A_token_is_good_in_its_time_give_or_take_30_seconds(string claims) => (await CallAsync(chat.Server, claims)).Ok();

    [Theory]
    [InlineData("\"exp\":NOW-31")]
    [InlineData("\"exp\":NOW-3600")]
    [InlineData("\"exp\":NOW-3600,\"nbf\":NOW-7200")]
    [InlineData("\"exp\":0")]
    [InlineData("\"exp\":-1")]
    public async Task An_expired_token_is_a_401_that_says_so(string claims) => (await CallAsync(chat.Server, claims)).ShouldBeRefused(Refusals.Expired);

    [Theory]
    [InlineData("\"exp\":NOW+3600,\"nbf\":NOW+60")]
    [InlineData("\"exp\":NOW+7200,\"nbf\":NOW+3600")]
    [InlineData("\"exp\":NOW+60,\"nbf\":NOW+120")]
    public async Task A_token_whose_time_has_not_come_is_a_401(string claims) => (await CallAsync(chat.Server, claims)).ShouldBeRefused();

    [Theory]
    [InlineData("\"iat\":NOW-5")]
    [InlineData("\"EXP\":NOW+60")]
    [InlineData("\"x\":{\"exp\":NOW+60}")]
    [InlineData("\"exp\":null")]
    [InlineData("\"exp\":\"\"")]
    [InlineData("\"exp\":\"tomorrow\"")]
    [InlineData("\"exp\":\"NOW+60\"")]
    [InlineData("\"exp\":\"2099-01-01T00:00:00Z\"")]
    [InlineData("\"exp\":true")]
    [InlineData("\"exp\":[NOW+60]")]
    [InlineData("\"exp\":{\"at\":NOW+60}")]
    public async Task A_token_without_an_expiry_that_is_a_number_is_a_401(string claims) => (await CallAsync(chat.Server, claims)).ShouldBeRefused();

    [Theory]
    [InlineData("\"iss\":\"https://issuer.example\",\"aud\":\"chat\"", true)]
    [InlineData("\"iss\":\"https://issuer.example\",\"aud\":[\"chat\"]", true)]
    [InlineData("\"iss\":\"https://issuer.example\",\"aud\":[\"other\",\"chat\"]", true)]
    [InlineData("\"jti\":\"1\"", false)]
    [InlineData("\"aud\":\"chat\"", false)]
    [InlineData("\"iss\":\"\",\"aud\":\"chat\"", false)]
    [InlineData("\"iss\":null,\"aud\":\"chat\"", false)]
    [InlineData("\"iss\":\"https://other.example\",\"aud\":\"chat\"", false)]
    [InlineData("\"iss\":\"https://ISSUER.example\",\"aud\":\"chat\"", false)]
    [InlineData("\"iss\":\"https://issuer.example/\",\"aud\":\"chat\"", false)]
    [InlineData("\"iss\":[\"https://issuer.example\"],\"aud\":\"chat\"", false)]
    [InlineData("\"iss\":\"https://issuer.example\"", false)]
    [InlineData("\"iss\":\"https://issuer.example\",\"aud\":\"\"", false)]
    [InlineData("\"iss\":\"https://issuer.example\",\"aud\":[]", false)]
    [InlineData("\"iss\":\"https://issuer.example\",\"aud\":null", false)]
    [InlineData("\"iss\":\"https://issuer.example\",\"aud\":\"other\"", false)]
    [InlineData("\"iss\":\"https://issuer.example\",\"aud\":\"Chat\"", false)]
    [InlineData("\"iss\":\"https://issuer.example\",\"aud\":[\"other\",\"chats\"]", false)]
    public async Task Issuer_and_audience_are_checked_where_they_are_set(string claims, bool isGood)
    {
        await using var host = await chat.StartHostAsync(Checked, chat.ConnectionString);

        var answer = await CallAsync(host, $"\"exp\":NOW+60,{claims}");

        if (isGood)
            answer.Ok();
        else
            answer.ShouldBeRefused();
    }

    private static Task<ApiAnswer> CallAsync(ChatServer server, string claims) =>
        server.WithToken(Jwt.Of($$"""{"sub":"somebody",{{claims}}}""")).GetAsync();
}

namespace Features.Tests.Configuration;

public sealed partial class SettingsTests
{
    [Theory]
    [InlineData("*")]
    [InlineData("chat.example.com")]
    [InlineData("https://chat.example.com/")]
    [InlineData("https://chat.example.com/app")]
    [InlineData("https://chat.example.com?x=1")]
    [InlineData("https://chat.example.com#x")]
    [InlineData("https://*.example.com")]
    [InlineData("https://somebody@chat.example.com")]
    [InlineData("ftp://chat.example.com")]
    [InlineData("https://chat.example.com https://other.example.com")]
    [InlineData("https://chat.example.com,*")]
    [InlineData("null")]
    public void What_is_no_origin_of_a_page_stops_the_start(string text) =>
        Refusal(("CHAT_CORS_ORIGINS", text)).ShouldBe($"CHAT_CORS_ORIGINS is '{text}'; it must be origins like https://chat.example.com, separated by commas.");

    [Theory]
    [InlineData("proxy.example.com")]
    [InlineData("10")]
    [InlineData("10.0")]
    [InlineData("10.0.0.0/33")]
    [InlineData("::1/129")]
    [InlineData("10.0.0.1;10.0.0.2")]
    [InlineData("10.0.0.1,*")]
    public void What_is_no_address_and_no_network_of_a_proxy_stops_the_start(string text) =>
        Refusal(("CHAT_TRUSTED_PROXIES", text)).ShouldBe($"CHAT_TRUSTED_PROXIES is '{text}'; it must be addresses or networks like 10.0.0.0/8, separated by commas.");

    [Theory]
    [InlineData("chat")]
    [InlineData("/")]
    [InlineData("/chat/")]
    [InlineData("//chat")]
    [InlineData("/a/../b")]
    [InlineData("/..")]
    [InlineData("/a?b")]
    [InlineData("/a b")]
    [InlineData("/ä")]
    [InlineData("/%61")]
    [InlineData("/chat\n")]
    [InlineData("https://example.com/chat")]
    public void What_is_no_plain_path_stops_the_start(string text)
    {
        Should.Throw<Chat.Host.Startup.StartupException>(() => Options(("CHAT_PATH_BASE", text))).Message
            .ShouldBe($"CHAT_PATH_BASE is '{text}'; it must be a path like /chat, without a slash at its end.");
        foreach (var path in new[] { "", "/chat", "/a/b-c.d_e~f" })
            Options(("CHAT_PATH_BASE", path));
    }

    [Fact]
    public void Lists_take_what_they_are_for()
    {
        Options(("CHAT_CORS_ORIGINS", ""), ("CHAT_TRUSTED_PROXIES", " "));
        Options(("CHAT_CORS_ORIGINS", "https://chat.example.com, http://localhost:3000 ,https://[::1]:8443,https://10.0.0.1,"));
        Options(("CHAT_TRUSTED_PROXIES", "10.0.0.1, 10.0.0.0/8, ::1, fd00::/8"));
    }

    [Fact]
    public void Logs_have_two_formats() =>
        Refusal(("CHAT_LOG_FORMAT", "xml")).ShouldBe("CHAT_LOG_FORMAT is 'xml'; it must be plain or json.");
}

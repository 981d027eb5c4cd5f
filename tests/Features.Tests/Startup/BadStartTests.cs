using System.Net;
using System.Net.Sockets;

namespace Features.Tests.Startup;

/// <summary>Errors that an operator can fix end the program with one line.</summary>
public sealed class BadStartTests(ChatFixture chat)
{
    [Theory]
    [InlineData("MAX_SESSIONS_PER_AGENT", "many", "chat: MAX_SESSIONS_PER_AGENT is 'many'; it must be a whole number from 1 to 10000.")]
    [InlineData("JWT_SECRET_KEY", "short", "chat: JWT_SECRET_KEY is too short; it must hold at least 32 bytes.")]
    [InlineData("ConnectionStrings__Chat", "", "chat: ConnectionStrings__Chat is not set; outside Development it must name a PostgreSQL database.")]
    [InlineData("ConnectionStrings__Chat", "Password=secret;oops", "chat: ConnectionStrings__Chat can't be read; it must look like Host=…;Username=…;Password=…;Database=….")]
    public async Task A_bad_setting_ends_the_program_with_1_and_one_line_on_stderr(string name, string value, string line)
    {
        await using var host = HostProcess.Start(Settings((name, value)));

        (await host.EndAsync()).ShouldBe(1);

        host.Errors.ShouldBe(line);
        host.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_that_is_taken_ends_it_with_one_line_as_well()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        await using var host = HostProcess.Start(Settings(("ASPNETCORE_URLS", address)));

        (await host.EndAsync()).ShouldBe(1);
        host.Errors.ShouldStartWith("chat: ");
        host.Errors.ShouldContain(address);
        host.Errors.Split('\n').Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("token", "")]
    [InlineData("token", " ada")]
    [InlineData("token", "ada\u00a0")]
    [InlineData("token", "a\u0007da")]
    [InlineData("users", "erase", "ada ")]
    [InlineData("users", "erase", "ada\n")]
    [InlineData("projections", "verify", "--user", " ada")]
    [InlineData("projections", "rebuild", "--user", "ada ")]
    public async Task A_command_for_nobody_is_refused_with_one_line(params string[] command)
    {
        await using var host = HostProcess.Start(Settings(), command);

        (await host.EndAsync()).ShouldBe(1);

        host.Errors.ShouldBe("chat: A user id holds 1 to 255 characters, none of them a control character, and no white space at an end.");
        host.Output.ShouldBeEmpty();
    }

    private Dictionary<string, string> Settings(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__Chat"] = chat.ConnectionString,
            ["JWT_SECRET_KEY"] = Tokens.Key,
        };
        foreach (var (name, value) in settings)
            all[name] = value;
        return all;
    }
}

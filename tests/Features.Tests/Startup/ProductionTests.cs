namespace Features.Tests.Startup;

public sealed class ProductionTests(ChatFixture chat)
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task With_a_connection_string_the_embedded_Postgres_is_not_even_loaded(string environment)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        var (host, http) = await HostProcess.ServeAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = environment,
            ["ConnectionStrings__Chat"] = chat.ConnectionString,
            ["JWT_SECRET_KEY"] = Tokens.Key,
        });
        await using var ending = host;
        using var calling = http;
        await new ApiClient(http, Tokens.For(ChatServer.NewUser())).CreateAsync();

        string[] maps = await File.ReadAllLinesAsync($"/proc/{host.Id}/maps", TestContext.Current.CancellationToken);

        var loaded = maps.Select(Path.GetFileName).Distinct().ToList();
        loaded.ShouldContain("Chat.Features.dll");
        loaded.ShouldNotContain("Chat.EmbeddedPostgres.dll");
    }
}

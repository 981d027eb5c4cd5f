namespace Features.Tests.Health;

public sealed class HealthTests(ChatFixture chat)
{
    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    public async Task A_service_that_works_says_so_to_everybody(string path, string status)
    {
        (await chat.Server.WithToken(null).GetAsync(path)).ShouldBeOk(new { status });
        (await chat.Server.WithToken("garbage").GetAsync(path)).ShouldBeOk(new { status });
        (await chat.NewUser().GetAsync(path)).ShouldBeOk(new { status });
    }

    [Fact]
    public async Task Without_its_schema_it_is_live_but_not_ready()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await chat.StartHostAsync(connectionString: database);
        await using var behind = new Behind(database);
        (await host.WithToken(null).GetAsync("/health/ready")).Ok();

        await behind.ExecuteAsync("alter table mt_doc_userstats rename to elsewhere");
        (await host.WithToken(null).GetAsync("/health/ready")).ShouldBeUnready();
        (await host.WithToken(null).GetAsync("/health/live")).Ok();

        await behind.ExecuteAsync("alter table elsewhere rename to mt_doc_userstats");
        (await host.WithToken(null).GetAsync("/health/ready")).ShouldBeOk(new { status = "ready" });
    }
}

using System.Diagnostics;
using Chat.EmbeddedPostgres;
using Npgsql;

namespace Features.Tests.Errors;

/// <summary>A primary and its standby, both named in the connection string.</summary>
public sealed class FailoverTests
{
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(5), MostRecovery = TimeSpan.FromSeconds(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("killed", ";Target Session Attributes=read-write")]
    [InlineData("frozen", "")]
    public async Task When_the_primary_is_gone_and_the_standby_promoted_calls_go_there_and_nothing_is_lost(string how, string attributes)
    {
        await using var primary = await TestPostgres.StartAsync(token: Token);
        await using var standby = await primary.StartStandbyAsync(TestPostgres.NewOptions(), Token);
        Assert.SkipWhen(standby is null, "These binaries of Postgres have no pg_basebackup.");
        await AcknowledgeOnBothAsync(primary);
        await using var server = await ChatServer.StartAsync(BothHosts(primary, standby) + attributes);
        var user = server.User();
        var session = await user.CreateAsync();
        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => user.SayAsync(session.Id, $"Before {i}")));

        await (how == "killed" ? primary.KillAsync() : primary.FreezeAsync());
        try
        {
            await ShouldBeUnavailableAsync(user, session.Id);
            await ShouldBeUnavailableAsync(user, session.Id);
            await standby.PromoteAsync(Token);

            var clock = Stopwatch.StartNew();
            await Eventually.HoldsAsync("the promoted standby takes a message", async () =>
                (await user.PostMessageAsync(session.Id, """{"content":"After"}""")).StatusCode == 200);
            clock.Elapsed.ShouldBeLessThan(MostRecovery);
            var seen = await UserView.ReadAsync(user);
            seen.ShouldAgree();
            seen.Messages[session.Id].Select(message => message.GetProperty("content").GetString()!)
                .Count(content => content.StartsWith("Before", StringComparison.Ordinal)).ShouldBe(20);
        }
        finally
        {
            await primary.ThawAsync();
        }
    }

    private static string BothHosts(PostgresServer primary, PostgresServer standby) => new NpgsqlConnectionStringBuilder(primary.ConnectionString)
    {
        Host = $"127.0.0.1:{standby.Port},127.0.0.1:{primary.Port}",
    }.ConnectionString;

    /// <summary>Commits wait for the standby, as in an installation that may lose its primary.</summary>
    private static async Task AcknowledgeOnBothAsync(PostgresServer primary)
    {
        await using var administrator = new NpgsqlConnection(primary.AdminConnectionString);
        await administrator.OpenAsync(Token);
        foreach (var sql in new[] { "alter system set synchronous_standby_names = '*'", "select pg_reload_conf()" })
        {
            await using var command = new NpgsqlCommand(sql, administrator);
            await command.ExecuteNonQueryAsync(Token);
        }
    }

    private static async Task ShouldBeUnavailableAsync(ApiClient user, long session)
    {
        var clock = Stopwatch.StartNew();
        var answer = await user.PostMessageAsync(session, """{"content":"During"}""");
        clock.Elapsed.ShouldBeLessThan(MostWait);
        answer.StatusCode.ShouldBe(503, answer.Body);
        answer.Headers.RetryAfter!.ToString().ShouldBe("1");
    }
}

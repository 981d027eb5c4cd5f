using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Features.Tests.Storage;

/// <summary>The server's time-outs of docs/adr/0010-faults-and-time-outs.md.</summary>
public sealed class ConnectionPoolTests(ChatFixture chat)
{
    [Theory]
    [InlineData("", "3s", "3s")]
    [InlineData(";Options=-c lock_timeout=2000", "2s", "3s")]
    public async Task Every_connection_has_them_unless_the_connection_string_names_others(string settings, string onLocks, string whenIdle)
    {
        await using var server = await ChatServer.StartAsync(chat.ConnectionString + settings);
        await using var connection = await server.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken);

        (await ShowAsync("lock_timeout")).ShouldBe(onLocks);
        (await ShowAsync("idle_in_transaction_session_timeout")).ShouldBe(whenIdle);

        async Task<string> ShowAsync(string setting)
        {
            await using var command = new NpgsqlCommand($"show {setting}", connection);
            return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        }
    }

    [Fact]
    public async Task A_transaction_that_the_server_ends_is_tried_again_or_a_503()
    {
        // So short that the server ends many of them.
        await using var server = await ChatServer.StartAsync(await chat.Postgres.NewDatabaseAsync() + ";Options=-c idle_in_transaction_session_timeout=1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            server.User().PostAsync(ApiClient.Base, new { title = "A session", agent_type = "primary" })));

        answers.ShouldAllBe(answer => answer.StatusCode == 200 || answer.StatusCode == 503);
    }
}

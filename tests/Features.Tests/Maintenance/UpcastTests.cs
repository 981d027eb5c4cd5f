using System.Text.Json;
using Chat.Features.Sessions;
using Chat.Features.Shared;
using Chat.Features.Shared.Users;
using Chat.Host.Maintenance;
using Chat.Host.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Features.Tests.Maintenance;

public sealed class UpcastTests(ChatFixture chat)
{
    [Fact]
    public async Task Sessions_whose_creation_was_stored_in_an_old_shape_are_rebuilt_through_an_upcaster()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        var ada = server.User("ada");
        var session = (await ada.CreateAsync("As it was named")).Id;
        await ada.SayAsync(session, "Hello");
        var before = (await ada.GetAsync($"{ApiClient.Base}/{session}")).Body;
        // As stored by a version with a name instead of a title and without metadata; then its documents are lost.
        await MaintenanceCommands.ExecuteAsync(database, """
            update mt_events set data = data - 'title' - 'metadata' || jsonb_build_object('name', data -> 'title') where type = 'session_created';
            delete from mt_doc_chatsession; delete from mt_doc_userstats;
            """);

        await using var output = new StringWriter();
        await using var pool = new ConnectionPool(database, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        await new ProjectionMaintenance(StoreThatUpcasts(pool.Connections), new CrossTenantQueries(pool.Connections), output).RebuildAsync(user: null, TestContext.Current.CancellationToken);

        output.ToString().ShouldContain("; 2 documents mended");
        (await ada.GetAsync($"{ApiClient.Base}/{session}")).Body.ShouldBe(before);
        (await MaintenanceCommands.AskAsync<string>(database, "select data ->> 'name' from mt_events where type = 'session_created'")).ShouldBe("As it was named");
    }

    private static IDocumentStore StoreThatUpcasts(Npgsql.NpgsqlDataSource pool)
    {
        var options = StorageSetup.Configure(pool);
        options.Events.MapEventType<SessionCreated>("session_created_2");
        options.Events.Upcast<SessionCreated1, SessionCreated>("session_created", old =>
            new SessionCreated(old.SessionId, old.Name, old.AgentType, old.IsActive, JsonElement.Parse("{}"), old.At));
        var services = new ServiceCollection();
        services.AddMarten(_ => options);
        return services.BuildServiceProvider().GetRequiredService<IDocumentStore>();
    }

    private sealed record SessionCreated1(long SessionId, string Name, AgentType AgentType, bool IsActive, DateTimeOffset At);
}

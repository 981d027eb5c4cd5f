using System.Net;
using Chat.Host.Storage;
using Features.Tests.Maintenance;
using Features.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Features.Tests.Storage;

/// <summary>The wall in the database itself: what SQL without any filter sees, as the role that the service connects with.</summary>
public sealed class RowSecurityTests
{
    private const string TablesOfUsers = """
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'tenant_id' order by 1
        """;

    private readonly ChatFixture _chat;

    public RowSecurityTests(ChatFixture chat)
    {
        Assert.SkipUnless(TenantNaming.IsSupported, "The store of this package set names no tenant to the database.");
        _chat = chat;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_tenant_no_row_of_anybody_is_seen_in_any_table()
    {
        await using var server = await TwoUsersAsync();
        var pool = server.Services.GetRequiredService<NpgsqlDataSource>();

        var tables = await ListAsync<string>(pool, TablesOfUsers);
        tables.ShouldContain("mt_events");
        tables.Count.ShouldBeGreaterThanOrEqualTo(6);
        foreach (var table in tables)
            (await ListAsync<long>(pool, $"select count(*) from {table}")).ShouldBe([0], table);
    }

    [Fact]
    public async Task A_session_of_the_store_sees_its_own_user_through_SQL_without_a_filter()
    {
        await using var server = await TwoUsersAsync();
        var store = server.Services.GetRequiredService<IDocumentStore>();

        foreach (var (user, messages) in new[] { ("ada", 3L), ("bob", 1L), ("nobody", 0L) })
        {
            await using var query = store.QuerySession(user);
            (await query.QueryAsync<long>("select count(*) from mt_doc_chatmessage", Token)).ShouldBe([messages]);
            await using var work = store.LightweightSession(user);
            await work.BeginTransactionAsync(Token);
            (await work.QueryAsync<string>("select distinct tenant_id from mt_events", Token)).ShouldBe(messages > 0 ? [user] : []);
            (await work.QueryAsync<string>("select distinct tenant_id from mt_doc_chatsession", Token)).ShouldBe(messages > 0 ? [user] : []);
        }
    }

    [Fact]
    public async Task Rows_of_another_user_can_be_neither_changed_nor_written()
    {
        await using var server = await TwoUsersAsync();
        var pool = server.Services.GetRequiredService<NpgsqlDataSource>();
        await using var connection = await pool.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await using var asAda = new NpgsqlCommand("set local chat.tenant = 'ada'", connection);
        await asAda.ExecuteNonQueryAsync(Token);

        await using var update = new NpgsqlCommand("update mt_doc_chatmessage set data = '{}' where tenant_id = 'bob'", connection);
        (await update.ExecuteNonQueryAsync(Token)).ShouldBe(0);
        await using var delete = new NpgsqlCommand("delete from mt_doc_chatmessage where tenant_id <> 'ada'", connection);
        (await delete.ExecuteNonQueryAsync(Token)).ShouldBe(0);
        await using var insert = new NpgsqlCommand("insert into mt_streams (tenant_id, id, version) values ('bob', 'more', 1)", connection);
        (await Should.ThrowAsync<PostgresException>(() => insert.ExecuteNonQueryAsync(Token))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_pooled_connection_keeps_nothing_of_the_user_before()
    {
        // Two connections, the fewest to start with: looking at both looks at the one that was used.
        await using var server = await TwoUsersAsync(";Maximum Pool Size=2");
        var pool = server.Services.GetRequiredService<NpgsqlDataSource>();
        var ada = server.User("ada");
        var session = (await ada.GetAsync()).Ok()["sessions"][0].GetProperty("id").GetInt64();
        var uses = new Dictionary<string, Func<Task>>(StringComparer.Ordinal)
        {
            ["a read"] = async () => (await ada.GetAsync($"{ApiClient.Base}/{session}/messages")).Ok(),
            ["a write"] = async () => await ada.SayAsync(session, "Once more"),
            ["a write that is refused"] = async () => (await ada.PostAsync($"{ApiClient.Base}/999999/messages", new { content = "Nowhere" })).Status.ShouldBe(HttpStatusCode.NotFound),
            ["a statement that fails"] = async () =>
            {
                await using var query = server.Services.GetRequiredService<IDocumentStore>().QuerySession("ada");
                await Should.ThrowAsync<MartenCommandException>(() => query.QueryAsync<long>("select 1 / 0", Token));
            },
            ["the list of users with something to purge"] = async () =>
                (await server.RunAsync("projections", "verify")).Output.ShouldContain("verified 2 users"),
        };

        foreach (var (name, use) in uses)
        {
            await use();
            await using var first = await pool.OpenConnectionAsync(Token);
            await using var second = await pool.OpenConnectionAsync(Token);
            foreach (var connection in new[] { first, second })
            {
                await using var command = new NpgsqlCommand("""
                    select count(*) || coalesce(current_setting('chat.tenant', true), '') || coalesce(current_setting('chat.every_tenant', true), '')
                    from mt_doc_chatmessage
                    """, connection);
                (await command.ExecuteScalarAsync(Token)).ShouldBe("0", name);
            }
        }
    }

    [Fact]
    public async Task A_table_that_a_later_version_adds_is_protected_by_its_start()
    {
        var database = await _chat.Postgres.NewDatabaseAsync();
        await (await ChatServer.StartAsync(database)).DisposeAsync();
        await Workshop.ExecuteAsync(database, "create table mt_doc_later (tenant_id varchar not null, id bigint); insert into mt_doc_later values ('ada', 1)");

        await using var server = await ChatServer.StartAsync(database);

        (await ListAsync<long>(server.Services.GetRequiredService<NpgsqlDataSource>(), "select count(*) from mt_doc_later")).ShouldBe([0]);
    }

    [Fact]
    public async Task Unprotecting_lets_a_store_that_names_no_tenant_in_until_the_wall_is_asked_for_again()
    {
        var database = await _chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        var session = (await server.User("ada").CreateAsync()).Id;
        var pool = server.Services.GetRequiredService<NpgsqlDataSource>();

        var (exitCode, output) = await server.RunAsync("db", "unprotect");

        exitCode.ShouldBe(0);
        output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)[^2..]
            .ShouldBe(["unprotected mt_streams", "no table of users has row-level security"]);
        (await ListAsync<long>(pool, "select count(*) from mt_doc_chatsession")).ShouldBe([1]);
        // A start of the lean package set in between changes nothing, and its hosts go on.
        await using (var next = await ChatServer.StartAsync(database))
            await next.User("ada").SayAsync(session, "Hello");
        (await ListAsync<long>(pool, "select count(*) from mt_doc_chatmessage")).ShouldBe([1]);
        (await server.RunAsync("db", "protect")).ExitCode.ShouldBe(0);
        (await server.RunAsync("db", "assert")).ExitCode.ShouldBe(0);
        (await ListAsync<long>(pool, "select count(*) from mt_doc_chatmessage")).ShouldBe([0]);
    }

    private static async Task<List<T>> ListAsync<T>(NpgsqlDataSource pool, string sql)
    {
        await using var command = pool.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Token);
        var rows = new List<T>();
        while (await reader.ReadAsync(Token))
            rows.Add(reader.GetFieldValue<T>(0));
        return rows;
    }

    private async Task<ChatServer> TwoUsersAsync(string settings = "")
    {
        var server = await ChatServer.StartAsync(await _chat.Postgres.NewDatabaseAsync() + settings);
        foreach (var (name, messages) in new[] { ("ada", 3), ("bob", 1) })
        {
            var user = server.User(name);
            var session = (await user.CreateAsync()).Id;
            for (var i = 0; i < messages; i++)
                await user.SayAsync(session, $"Message {i}");
        }
        return server;
    }
}

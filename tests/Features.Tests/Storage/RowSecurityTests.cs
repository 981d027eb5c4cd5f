using System.Net;
using Chat.Features.Shared.Storage;
using Chat.Host.Startup;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Features.Tests.Storage;

/// <summary>What SQL without a tenant filter sees, run as the service's role.</summary>
public sealed class RowSecurityTests(ChatFixture chat)
{
    private const string TablesOfUsers = """
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'tenant_id' order by 1
        """;

    /// <summary>As the service does: the tenant is named in the same batch.</summary>
    private static Task<IReadOnlyList<long>> NumbersAsync(IQuerySession storage, string sql) =>
        storage.AskAsync(batch => batch.AddItem(new RowsQuery<long>(sql, [], row => row.GetInt64(0))), Token);

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
            (await NumbersAsync(query, "select count(*) from mt_doc_chatmessage")).ShouldBe([messages]);
            // A query that names no tenant sees nothing, with or without a filter.
            (await query.QueryAsync<long>("select count(*) from mt_doc_chatmessage", Token)).ShouldBe([0]);
            await using var work = store.LightweightSession(user);
            await work.BeginTenantTransactionAsync(Token);
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
        // The pool has two connections, its minimum: checking both checks the used one.
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
                await Should.ThrowAsync<PostgresException>(() => NumbersAsync(query, "select 1 / 0"));
            },
            ["the list of users with something to purge"] = async () =>
                (await server.ProjectionsAsync("verify")).Output.ShouldContain("verified 2 users"),
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

    [Theory]
    [InlineData("create table mt_doc_later (tenant_id varchar not null, id bigint)", "mt_doc_later")]
    [InlineData("create policy anybody on mt_events using (true)", "mt_events")]
    public async Task A_start_that_would_leave_a_table_open_is_refused_with_its_name(string opening, string table)
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await (await ChatServer.StartAsync(database)).DisposeAsync();
        await MaintenanceCommands.ExecuteAsync(database, opening);

        (await Should.ThrowAsync<StartupException>(() => ChatServer.StartAsync(database))).Message.ShouldContain($"does not close {table};");
    }

    [Fact]
    public async Task Tables_that_somebody_opened_are_closed_by_the_next_start()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        await server.User("ada").CreateAsync();
        var pool = server.Services.GetRequiredService<NpgsqlDataSource>();
        var tables = await ListAsync<string>(pool, TablesOfUsers);
        foreach (var table in tables)
            await MaintenanceCommands.ExecuteAsync(database, $"alter table {table} disable row level security, no force row level security");
        (await ListAsync<long>(pool, "select count(*) from mt_doc_chatsession")).ShouldBe([1]);

        await using var next = await ChatServer.StartAsync(database);

        foreach (var table in tables)
            (await ListAsync<long>(pool, $"select count(*) from {table}")).ShouldBe([0], table);
        await next.AssertSchemaAsync();
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
        var server = await ChatServer.StartAsync(await chat.Postgres.NewDatabaseAsync() + settings);
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

using System.Text;
using Chat.Testing;
using Npgsql;

namespace Standins.Tests;

public sealed class DocumentTests(PostgresFixture postgres) : StoreTest(postgres)
{
    [Fact]
    public async Task A_stored_document_is_loaded_as_it_was()
    {
        var tenant = NewTenant();
        await SaveAsync(tenant, s => s.Store(new Note { Id = 7, Text = "Grüße \"x\" \n", Folder = 3 }));

        await using var session = Store.QuerySession(tenant);
        var note = await session.LoadAsync<Note>(7L, Token);

        note!.Text.ShouldBe("Grüße \"x\" \n");
        note.Folder.ShouldBe(3);
        (await session.LoadAsync<Note>(8L, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task The_same_id_in_two_tenants_is_two_documents()
    {
        var (one, two) = (NewTenant(), NewTenant());
        await SaveAsync(one, s => s.Insert(new Note { Id = 1, Text = "one" }));
        await SaveAsync(two, s => s.Insert(new Note { Id = 1, Text = "two" }));
        await SaveAsync(two, s => s.Delete<Note>(1L));

        await using var session = Store.QuerySession(one);
        (await session.LoadAsync<Note>(1L, Token))!.Text.ShouldBe("one");
        await using var other = Store.QuerySession(two);
        (await other.LoadAsync<Note>(1L, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Insert_takes_an_id_from_hi_lo_when_it_is_zero_and_keeps_any_other()
    {
        var tenant = NewTenant();
        var (fresh, chosen) = (new Note { Folder = 1 }, new Note { Id = 5_000_000, Folder = 2 });
        await SaveAsync(tenant, s => s.Insert(fresh, chosen));

        fresh.Id.ShouldBeGreaterThan(0);
        chosen.Id.ShouldBe(5_000_000);
        (await ScalarAsync<string>("select entity_name from mt_hilo")).ShouldBe("Note");
    }

    [Fact]
    public async Task Inserting_an_id_that_exists_fails_and_stores_nothing()
    {
        var tenant = NewTenant();
        await SaveAsync(tenant, s => s.Insert(new Note { Id = 1, Text = "first", Folder = 1 }));

        var error = await Should.ThrowAsync<DocumentAlreadyExistsException>(() =>
            SaveAsync(tenant, s => s.Insert(new Note { Id = 2, Folder = 2 }, new Note { Id = 1, Text = "second", Folder = 3 })));

        error.Message.ShouldContain("Note 1");
        await using var session = Store.QuerySession(tenant);
        (await session.LoadAsync<Note>(1L, Token))!.Text.ShouldBe("first");
        (await session.LoadAsync<Note>(2L, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task A_unique_index_over_a_duplicated_column_is_a_wall()
    {
        var tenant = NewTenant();
        await SaveAsync(tenant, s => s.Insert(new Note { Id = 1, Folder = 9 }));

        await Should.ThrowAsync<DocumentAlreadyExistsException>(() => SaveAsync(tenant, s => s.Insert(new Note { Id = 2, Folder = 9 })));
        await SaveAsync(NewTenant(), s => s.Insert(new Note { Id = 2, Folder = 9 }));
    }

    [Fact]
    public async Task Updating_a_document_that_does_not_exist_fails_and_stores_nothing()
    {
        var tenant = NewTenant();

        await Should.ThrowAsync<NonExistentDocumentException>(() => SaveAsync(tenant, s =>
        {
            s.Insert(new Note { Id = 1, Folder = 1 });
            s.Update(new Note { Id = 2, Folder = 2 });
        }));

        await using var session = Store.QuerySession(tenant);
        (await session.LoadAsync<Note>(1L, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Update_and_store_replace_data_and_duplicated_columns()
    {
        var tenant = NewTenant();
        await SaveAsync(tenant, s => s.Store(new Note { Id = 1, Text = "a", Folder = 1 }));
        await SaveAsync(tenant, s => s.Update(new Note { Id = 1, Text = "b", Folder = 2 }));
        (await ScalarAsync<long>($"select folder from mt_doc_note where tenant_id = '{tenant}'")).ShouldBe(2);
        await SaveAsync(tenant, s => s.Store(new Note { Id = 1, Text = "c", Folder = 3 }));

        await using var session = Store.QuerySession(tenant);
        var notes = await session.QueryAsync<Note>("where d.tenant_id = ? and d.folder = ?", Token, tenant, 3L);
        notes.ShouldHaveSingleItem().Text.ShouldBe("c");
    }

    [Fact]
    public async Task Raw_queries_read_documents_scalars_and_json()
    {
        var tenant = NewTenant();
        await SaveAsync(tenant, s => s.Insert(new Note { Id = 1, Text = "ü", Folder = 1 }, new Note { Id = 2, Text = "b", Folder = 2 }));
        await using var session = Store.QuerySession(tenant);

        (await session.QueryAsync<long>("select count(*) from mt_doc_note where tenant_id = ?", Token, tenant)).ShouldBe([2L]);
        (await session.QueryAsync<Note>("select data from mt_doc_note where tenant_id = ? order by id desc", Token, tenant))
            .Select(n => n.Id).ShouldBe([2L, 1L]);
        (await session.QueryAsync<long>('~', "select id from mt_doc_note where tenant_id = ~ and data ? 'text' and data ->> 'text' = ~", Token, tenant, "b"))
            .ShouldBe([2L]);

        using var array = new MemoryStream();
        (await session.StreamJson<Note>(array, Token, "select data -> 'text' from mt_doc_note where tenant_id = ? order by id", tenant)).ShouldBe(2);
        Encoding.UTF8.GetString(array.ToArray()).ShouldBe("""["ü","b"]""");

        using var empty = new MemoryStream();
        (await session.StreamJson<Note>(empty, Token, "select data from mt_doc_note where tenant_id = ?", NewTenant())).ShouldBe(0);
        Encoding.UTF8.GetString(empty.ToArray()).ShouldBe("[]");
    }

    [Fact]
    public async Task Stored_json_is_streamed_unparsed_and_only_for_its_tenant()
    {
        var tenant = NewTenant();
        await SaveAsync(tenant, s => s.Insert(new Note { Id = 1, Text = new string('x', 100_000), Folder = 1 }));
        using var json = new MemoryStream();
        await using var session = Store.QuerySession(tenant);
        await using var stranger = Store.QuerySession(NewTenant());

        (await session.Json.StreamById<Note>(1L, json, Token)).ShouldBeTrue();
        System.Text.Json.JsonDocument.Parse(json.ToArray()).RootElement.GetProperty("text").GetString()!.Length.ShouldBe(100_000);
        (await stranger.Json.StreamById<Note>(1L, json, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_batch_that_fails_in_the_middle_stores_nothing_and_leaves_the_pool_clean()
    {
        var tenant = NewTenant();
        var error = await Should.ThrowAsync<MartenCommandException>(() => SaveAsync(tenant, s =>
        {
            s.Insert(new Note { Id = 1, Folder = 1 });
            s.QueueSqlCommand("insert into no_such_table values (?)", 1);
            s.Insert(new Note { Id = 2, Folder = 2 });
        }));

        error.InnerException.ShouldBeOfType<PostgresException>().SqlState.ShouldBe("42P01");
        (await ScalarAsync<long>($"select count(*) from mt_doc_note where tenant_id = '{tenant}'")).ShouldBe(0);
        (await ScalarAsync<long>("select count(*) from pg_stat_activity where state like 'idle in transaction%' and datname = current_database()")).ShouldBe(0);
    }

    [Fact]
    public async Task A_session_that_is_not_saved_changes_nothing()
    {
        var tenant = NewTenant();
        await using (var session = Store.LightweightSession(tenant))
        {
            await session.BeginTransactionAsync(Token);
            await using var command = new NpgsqlCommand("insert into mt_doc_note (tenant_id, id, data, folder) values ($1, 1, '{}', 1)") { Parameters = { new() { Value = tenant } } };
            (await session.ExecuteAsync(command, Token)).ShouldBe(1);
            session.Insert(new Note { Id = 2, Folder = 2 });
        }

        (await ScalarAsync<long>($"select count(*) from mt_doc_note where tenant_id = '{tenant}'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_queued_command_runs_in_the_same_transaction_and_may_hold_one_statement_only()
    {
        var tenant = NewTenant();
        await SaveAsync(tenant, s =>
        {
            s.Insert(new Note { Id = 1, Folder = 1 });
            s.QueueSqlCommand("update mt_doc_note set folder = ? where tenant_id = ?", 77L, tenant);
            Should.Throw<ArgumentException>(() => s.QueueSqlCommand("select 1; select 2"));
        });

        (await ScalarAsync<long>($"select folder from mt_doc_note where tenant_id = '{tenant}'")).ShouldBe(77);
    }

    private async Task SaveAsync(string tenant, Action<IDocumentSession> write)
    {
        await using var session = Store.LightweightSession(tenant);
        write(session);
        await session.SaveChangesAsync(Token);
    }
}

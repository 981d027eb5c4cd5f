using Features.Tests.Concurrency;


namespace Features.Tests.Sessions;

public sealed partial class PurgeSessionsTests
{
    [Fact]
    public async Task After_mixed_work_and_purges_a_rebuild_gives_the_same_documents_byte_for_byte()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await PurgeHost.StartAsync(database);
        await using var behind = new Behind(database);
        string[] names = [ChatServer.NewUser(), ChatServer.NewUser()];
        foreach (var name in names)
        {
            await new MixedWork(seed: name.Length, host.Server.User(name)).RunAsync(callers: 4, callsEach: 15);
            host.Time.Shift(PurgeHost.Days30);
            (await host.PurgeAsync()).Sessions.ShouldBeGreaterThan(0);
            await new MixedWork(seed: 7, host.Server.User(name)).RunAsync(callers: 4, callsEach: 15);
        }
        var before = await DocumentsAsync(behind);
        before.Count.ShouldBeGreaterThan(20);

        foreach (var name in names)
            await RebuildAsync(host, name);
        (await DocumentsAsync(behind)).ShouldBe(before);

        // The rebuild reads only events: wrong, missing and additional documents do not matter.
        await behind.ExecuteAsync("""update mt_doc_chatsession set data = data || '{"title": "wrong", "message_count": 77}', is_active = not is_active where id % 3 = 0""");
        await behind.ExecuteAsync("update mt_doc_chatsession set id = id + 1000000 where id % 3 = 1");
        await behind.ExecuteAsync("delete from mt_doc_userstats where tenant_id = $1", names[0]);
        await behind.ExecuteAsync("update mt_doc_userstats set data = '{}' where tenant_id = $1", names[1]);
        (await DocumentsAsync(behind)).ShouldNotBe(before);
        await RebuildAsync(host, tenant: null);

        (await DocumentsAsync(behind)).ShouldBe(before);
        foreach (var name in names)
            (await UserView.ReadAsync(host.Server.User(name))).ShouldAgree();
    }

    [Fact]
    public async Task A_rebuild_while_the_user_works_loses_nothing()
    {
        await using var host = await StartAsync();
        var name = ChatServer.NewUser();
        var work = new MixedWork(seed: 11, host.Server.User(name));
        var working = work.RunAsync(callers: 4, callsEach: 25);

        do
            await RebuildAsync(host, name);
        while (!working.IsCompleted);

        await working;
        await work.ShouldHaveLostNothingAsync();
    }

    private static async Task RebuildAsync(PurgeHost host, string? tenant) =>
        (await host.Server.ProjectionsAsync("rebuild", tenant)).ExitCode.ShouldBe(0);

    /// <summary>Every projected document with all columns except those of its write time and count.</summary>
    private static async Task<List<string>> DocumentsAsync(Behind behind) =>
    [
        .. await behind.ListAsync<string>("select (to_jsonb(d) - 'mt_last_modified' - 'mt_version')::text || data::text from mt_doc_chatsession d order by tenant_id, id"),
        .. await behind.ListAsync<string>("select (to_jsonb(d) - 'mt_last_modified' - 'mt_version')::text || data::text from mt_doc_userstats d order by tenant_id, id"),
    ];
}

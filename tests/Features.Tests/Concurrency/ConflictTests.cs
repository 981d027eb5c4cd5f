namespace Features.Tests.Concurrency;

/// <summary>Commands that conflict are retried a few times.</summary>
public sealed class ConflictTests(ChatFixture chat)
{
    [Theory]
    [InlineData("40001", 1)]
    [InlineData("40001", 3)]
    [InlineData("40P01", 1)]
    [InlineData("40P01", 3)]
    public async Task Up_to_three_conflicts_in_a_row_are_nobodys_business(string code, int conflicts)
    {
        await using var scene = await Scene.StartAsync(chat);
        var session = (await scene.User.CreateAsync("Before")).Id;
        Func<Task<ApiAnswer>>[] calls =
        [
            () => scene.User.CreateAsync("During"),
            () => scene.User.SayAsync(session, "Hello"),
            () => scene.User.PutAsync(Calls.Path(session), new { title = "Other" }),
            () => scene.User.DeleteAsync(Calls.Path(session)),
        ];

        foreach (var call in calls)
        {
            await scene.RefuseAsync(code, conflicts);
            (await call()).Ok();
            (await scene.TriesAsync()).ShouldBe(conflicts + 1);
        }

        var view = await UserView.ReadAsync(scene.User);
        view.ShouldAgree();
        view.Sessions.Count.ShouldBe(2);
        view.Messages[session].Count.ShouldBe(1);
        var changed = view.Sessions.Single(row => UserView.Id(row) == session);
        changed.GetProperty("title").GetString().ShouldBe("Other");
        changed.GetProperty("is_active").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("40001", 4, 503)]
    [InlineData("40P01", 4, 503)]
    [InlineData("23505", 4, 503)]
    [InlineData("25P03", 4, 503)]
    [InlineData("P0001", 1, 500)]
    [InlineData("23514", 1, 500)]
    [InlineData("57014", 1, 503)]
    public async Task More_conflicts_or_other_errors_are_answered(string code, int tries, int status)
    {
        await using var scene = await Scene.StartAsync(chat);
        var session = (await scene.User.CreateAsync()).Id;
        await scene.RefuseAsync(code, 100);

        (await scene.User.PostMessageAsync(session, """{"content":"Hello"}""")).StatusCode.ShouldBe(status);

        (await scene.TriesAsync()).ShouldBe(tries);
        await scene.RefuseAsync(code, 0);
        (await scene.User.SayAsync(session, "Hello"))["sequence"].GetInt64().ShouldBe(1);
        (await UserView.ReadAsync(scene.User)).ShouldAgree();
    }

    [Fact]
    public async Task A_first_write_that_comes_second_is_tried_again_on_the_stream_that_is_there_by_then()
    {
        await using var scene = await Scene.StartAsync(chat);
        Task<ApiAnswer> call;

        await using (await scene.Behind.StartStreamAsync(scene.Name))
        {
            call = scene.User.CreateAsync("Mine");
            await scene.Behind.WaitsAsync(1);
        }

        (await call).Ok();
        var view = await UserView.ReadAsync(scene.User);
        view.ShouldAgree();
        view.Sessions.Count.ShouldBe(1);
    }

    /// <summary>A user on a database that refuses to store events a given number of times.</summary>
    private sealed class Scene : IAsyncDisposable
    {
        private readonly ChatServer _host;

        private Scene(ChatServer host, string database) => (_host, Behind, User) = (host, new Behind(database), host.User(Name));

        public string Name { get; } = ChatServer.NewUser();

        public ApiClient User { get; }

        public Behind Behind { get; }

        public static async Task<Scene> StartAsync(ChatFixture chat)
        {
            var database = await chat.Postgres.NewDatabaseAsync();
            var scene = new Scene(await ChatServer.StartAsync(database), database);
            await scene.Behind.ExecuteAsync("create sequence tries");
            return scene;
        }

        /// <summary>Resets the count of tries, a sequence, since it also counts tries that are rolled back.</summary>
        public Task<int> RefuseAsync(string code, int times) => Behind.ExecuteAsync($"""
            create or replace function refuse() returns trigger language plpgsql as $$ begin
              if nextval('tries') <= {times} then raise exception 'refused' using errcode = '{code}'; end if; return new; end $$;
            create or replace trigger refuse before insert on mt_events for each statement execute function refuse();
            alter sequence tries restart
            """);

        public Task<long> TriesAsync() => Behind.AskAsync<long>("select last_value from tries");

        public async ValueTask DisposeAsync()
        {
            await _host.DisposeAsync();
            await Behind.DisposeAsync();
        }
    }
}

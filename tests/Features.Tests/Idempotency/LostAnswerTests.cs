using Npgsql;

namespace Features.Tests.Idempotency;

/// <summary>The database commits, and its answer never reaches the host.</summary>
public sealed class LostAnswerTests(ChatFixture chat)
{
    private const string Unreachable = "The database can't be reached right now; try again shortly";

    [Fact]
    public async Task Without_a_key_nothing_is_done_again_and_the_answer_tells_that_nobody_knows()
    {
        await using var scene = await Scene.StartAsync(await chat.Postgres.NewDatabaseAsync());

        var call = scene.User.SayAsync(scene.Session, "Hello");
        await scene.CommitInSilenceAsync();
        scene.LetBreak();

        var error = await Should.ThrowAsync<InvalidOperationException>(() => call);
        error.Message.ShouldStartWith("503");
        error.Message.ShouldContain(Unreachable);
        await scene.ShouldHoldOneMessageAsync();
    }

    [Fact]
    public async Task With_a_key_the_call_itself_finds_out_what_was_done()
    {
        await using var scene = await Scene.StartAsync(await chat.Postgres.NewDatabaseAsync());

        var call = scene.User.SayWithKeyAsync(scene.Session, "Hello", "key");
        await scene.CommitInSilenceAsync();
        scene.LetBreak();

        var answer = (await call).Ok();
        var stored = await scene.ShouldHoldOneMessageAsync();
        answer.Json.ShouldBeJson(stored);
        (await scene.User.SayWithKeyAsync(scene.Session, "Hello", "key")).Body.ShouldBe(answer.Body);
    }

    [Fact]
    public async Task A_database_that_is_killed_between_the_commit_and_its_answer_has_the_message_once_when_the_client_sends_it_again()
    {
        await using var postgres = await TestPostgres.StartAsync(token: TestContext.Current.CancellationToken);
        await using var scene = await Scene.StartAsync(postgres.ConnectionString);

        var call = scene.User.SayWithKeyAsync(scene.Session, "Hello", "key");
        await scene.CommitInSilenceAsync();
        await postgres.KillAsync();
        scene.LetBreak();

        (await call).ShouldBeProblem(503, "Service Unavailable", Unreachable);
        (await scene.User.SayWithKeyAsync(scene.Session, "Hello", "key")).StatusCode.ShouldBe(503);
        await postgres.StartAsync(TestContext.Current.CancellationToken);
        var answer = (await scene.User.SayWithKeyAsync(scene.Session, "Hello", "key")).Ok();
        answer.Headers.GetValues(KeyedCalls.Replayed).ShouldBe(["true"]);
        answer.Json.ShouldBeJson(await scene.ShouldHoldOneMessageAsync());
    }

    /// <summary>A host that reaches its database through a proxy, and a database that waits for a signal before it commits a message.</summary>
    private sealed class Scene : IAsyncDisposable
    {
        private const string Sign = "4711";

        private readonly TcpProxy _proxy;
        private readonly ChatServer _host;
        private readonly Behind _behind;
        private readonly NpgsqlConnection _sign;

        private Scene(string database, TcpProxy proxy, ChatServer host)
        {
            (_proxy, _host, User) = (proxy, host, host.User());
            (_behind, _sign) = (new Behind(database), new NpgsqlConnection(database + ";Pooling=false"));
        }

        public ApiClient User { get; }

        public long Session { get; private set; }

        public static async Task<Scene> StartAsync(string database)
        {
            var direct = new NpgsqlConnectionStringBuilder(database);
            var proxy = new TcpProxy(direct.Host!, direct.Port);
            var proxied = new NpgsqlConnectionStringBuilder(database) { Host = "127.0.0.1", Port = proxy.Port };
            var scene = new Scene(database, proxy, await ChatServer.StartAsync(proxied.ConnectionString));
            scene.Session = (await scene.User.CreateAsync()).Id;
            await scene._behind.ExecuteAsync($"""
                create function await_sign() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared({Sign}); return new; end $$;
                create constraint trigger await_sign after insert on mt_doc_chatmessage deferrable initially deferred for each row execute function await_sign()
                """);
            await scene._sign.OpenAsync(TestContext.Current.CancellationToken);
            await scene.ExecuteAsync($"select pg_advisory_lock({Sign})");
            return scene;
        }

        /// <summary>Waits for the message and lets it be committed; the host does not get the answer.</summary>
        public async Task CommitInSilenceAsync()
        {
            await _behind.WaitsAsync(1);
            _proxy.IsMute = true;
            await ExecuteAsync($"select pg_advisory_unlock({Sign})");
            await Eventually.HoldsAsync("the message is committed", async () => await CountAsync() > 0);
        }

        /// <summary>Breaks the host's connection and lets it open another.</summary>
        public void LetBreak()
        {
            _proxy.IsMute = false;
            _proxy.CutAll();
        }

        public async Task<System.Text.Json.JsonElement> ShouldHoldOneMessageAsync()
        {
            var view = await UserView.ReadAsync(User);
            view.ShouldAgree();
            return view.Messages[Session].ShouldHaveSingleItem();
        }

        public async ValueTask DisposeAsync()
        {
            await _host.DisposeAsync();
            await _proxy.DisposeAsync();
            await _sign.DisposeAsync();
            await _behind.DisposeAsync();
        }

        private Task<long> CountAsync() => _behind.AskAsync<long>("select count(*) from mt_doc_chatmessage");

        private async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, _sign);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }
}

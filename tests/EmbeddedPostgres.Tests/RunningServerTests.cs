using Npgsql;

namespace Chat.EmbeddedPostgres.Tests;

public sealed class RunningServerTests(RunningServer running) : IClassFixture<RunningServer>
{
    private readonly PostgresServer _server = running.Server;

    [Fact]
    public async Task Takes_connections_and_is_15_or_later()
    {
        var version = await TestServers.AskAsync(_server.ConnectionString, "show server_version_num");

        (int.Parse(version!) / 10000).ShouldBe(_server.Binaries.Version.Major);
        _server.Binaries.Version.Major.ShouldBeGreaterThanOrEqualTo(15);
        File.Exists(Path.Combine(_server.BinDirectory, "postgres")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_application_is_an_ordinary_role_that_owns_its_database()
    {
        var role = await TestServers.AskAsync(_server.ConnectionString, """
            select concat_ws(' ', rolname, rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls)
            from pg_roles where rolname = current_user
            """);
        var owned = await TestServers.AskAsync(_server.AdminConnectionString,
            "select string_agg(datname, ' ') from pg_database where datdba = 'chat'::regrole and datname not like 'another%'");

        role.ShouldBe("chat t f f f f f");
        owned.ShouldBe("chat");
    }

    [Theory]
    [InlineData("create role intruder")]
    [InlineData("create database intruder")]
    [InlineData("alter role chat superuser")]
    [InlineData("copy (select 1) to program 'true'")]
    public async Task The_application_cannot(string sql)
    {
        var refused = await Should.ThrowAsync<PostgresException>(() => TestServers.AskAsync(_server.ConnectionString, sql));

        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task The_application_cannot_enter_the_administrators_database()
    {
        var there = new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = "postgres" }.ConnectionString;

        var refused = await Should.ThrowAsync<PostgresException>(() => TestServers.AskAsync(there, "select 1"));

        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        var wrong = new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Password = "chat" }.ConnectionString;

        var refused = await Should.ThrowAsync<PostgresException>(() => TestServers.AskAsync(wrong, "select 1"));

        refused.SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
        (await TestServers.AskAsync(_server.AdminConnectionString, "select left(rolpassword, 13) from pg_authid where rolname = 'chat'"))
            .ShouldBe("SCRAM-SHA-256");
    }

    [Fact]
    public async Task Databases_can_be_made_in_parallel_whoever_is_connected_and_the_application_can_make_tables_in_them()
    {
        var template = new NpgsqlConnectionStringBuilder(_server.AdminConnectionString) { Database = "template1" }.ConnectionString;
        await using var busy = new NpgsqlConnection(template);
        await busy.OpenAsync(TestContext.Current.CancellationToken);

        string[] made = await Task.WhenAll(Enumerable.Range(1, 4)
            .Select(number => _server.CreateDatabaseAsync($"another \"{number}\"", TestContext.Current.CancellationToken)));

        foreach (var connectionString in made)
        {
            await TestServers.AskAsync(connectionString, "create table t (id int)");
            (await TestServers.AskAsync(connectionString, "select current_user || ' ' || current_database()")).ShouldStartWith("chat another \"");
        }
    }

    [Theory]
    [InlineData("listen_addresses", "127.0.0.1")]
    [InlineData("unix_socket_directories", "")]
    [InlineData("server_encoding", "UTF8")]
    [InlineData("data_checksums", "on")]
    [InlineData("max_connections", "200")]
    public async Task Is_set_up_with(string setting, string value) =>
        (await TestServers.AskAsync(_server.AdminConnectionString, $"show {setting}")).ShouldBe(value);

    [Fact]
    public void Files_are_private()
    {
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        const UnixFileMode enter = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

        (File.GetUnixFileMode(_server.DataDirectory) & others).ShouldBe(UnixFileMode.None);
        (File.GetUnixFileMode(Path.Combine(_server.DataDirectory, "data")) & (others | enter)).ShouldBe(UnixFileMode.None);
        (File.GetUnixFileMode(Path.Combine(_server.DataDirectory, "credentials.json")) & (others | enter)).ShouldBe(UnixFileMode.None);
        (File.GetUnixFileMode(Path.Combine(_server.DataDirectory, "data", "postgres.log")) & (others | enter)).ShouldBe(UnixFileMode.None);
        Directory.EnumerateDirectories(_server.DataDirectory).Select(Path.GetFileName).ShouldBe(["data"]);
    }

    [Fact]
    public async Task The_log_does_not_keep_what_users_wrote()
    {
        await Should.ThrowAsync<PostgresException>(() => TestServers.AskAsync(_server.ConnectionString,
            "create temp table t (v text unique); insert into t values ('a secret'), ('a secret')"));

        var log = await File.ReadAllTextAsync(Path.Combine(_server.DataDirectory, "data", "postgres.log"), TestContext.Current.CancellationToken);
        log.ShouldContain("duplicate key value");
        log.ShouldNotContain("a secret");
    }

    [Fact]
    public async Task Runs_as_an_ordinary_user_and_out_of_reach_of_the_terminal()
    {
        Assert.SkipUnless(File.Exists("/proc/self/status"), "Reads /proc.");
        string[] status = await File.ReadAllLinesAsync($"/proc/{_server.ProcessId}/status", TestContext.Current.CancellationToken);
        var stat = await File.ReadAllTextAsync($"/proc/{_server.ProcessId}/stat", TestContext.Current.CancellationToken);

        status.Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1..].ShouldAllBe(id => id != "0");
        // After the name: state, parent, process group. A group of its own gets no Ctrl-C meant for the host.
        stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[2].ShouldBe(_server.ProcessId.ToString());
    }
}

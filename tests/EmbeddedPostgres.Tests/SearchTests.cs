using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.EmbeddedPostgres.Tests;

public sealed class SearchTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "chat-search-" + Guid.NewGuid().ToString("n")));

    private EmbeddedPostgresOptions Options => TestPostgres.NewOptions() with
    {
        BinDirectory = null,
        CacheDirectory = Path.Combine(_folder.FullName, "cache"),
        Search = new PostgresSearch([], null),
    };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_configured_folder_without_Postgres_is_named_and_nothing_else_is_tried()
    {
        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(
            () => TestServers.StartAsync(Options with { BinDirectory = _folder.FullName, Search = PostgresSearch.OfThisMachine() }));

        refused.Message.ShouldBe($"The configured Postgres folder {_folder.FullName} cannot be used: it does not hold postgres and initdb.");
    }

    [Fact]
    public async Task A_configured_Postgres_that_is_too_old_is_refused()
    {
        var old = Fake("old", "14.9");

        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(() => TestServers.StartAsync(Options with { BinDirectory = old }));

        refused.Message.ShouldBe($"The configured Postgres folder {old} cannot be used: it is version 14.9, older than 15.");
    }

    [Fact]
    public async Task No_binaries_and_no_npm_says_what_to_install()
    {
        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(() => TestServers.StartAsync(Options));

        refused.Message.ShouldStartWith("No Postgres and no npm were found on this machine. ");
        refused.Message.ShouldContain("apt-get install postgresql");
        refused.Message.ShouldContain("brew install postgresql");
        refused.Message.ShouldContain("CHAT_POSTGRES_BIN");
        refused.Message.ShouldContain("ConnectionStrings__Chat");
        refused.Message.ShouldNotContain("\n");
    }

    [Fact]
    public async Task An_npm_that_fails_is_quoted_and_leaves_nothing_half_done()
    {
        var npm = Script("npm", "echo 'no network' >&2; exit 1");

        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(
            () => TestServers.StartAsync(Options with { Search = new PostgresSearch([], npm) }));

        refused.Message.ShouldContain("no network");
        refused.Message.ShouldContain("apt-get install postgresql");
        Directory.EnumerateFileSystemEntries(Options.CacheDirectory).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_earlier_place_comes_first_and_what_is_too_old_is_passed_over()
    {
        var search = new PostgresSearch([$"{_folder.FullName}/nothing", Fake("old", "14.9"), Fake("path", "16.2"), Pattern()], null);
        Fake("versions/18/bin", "18.1");

        (await FindAsync(search, null)).Directory.ShouldBe(Path.Combine(_folder.FullName, "path"));
    }

    [Fact]
    public async Task A_link_on_PATH_leads_to_the_folder_with_all_of_that_Postgres()
    {
        var real = Fake("real", "17.1");
        var links = _folder.CreateSubdirectory("links").FullName;
        foreach (var name in new[] { "postgres", "initdb" })
            File.CreateSymbolicLink(Path.Combine(links, name), Path.Combine(real, name));

        (await FindAsync(new PostgresSearch([links], null), null)).Directory.ShouldBe(real);
    }

    [Fact]
    public async Task Of_the_usual_places_the_highest_version_is_taken()
    {
        Fake("versions/9.6/bin", "9.6.24");
        Fake("versions/17/bin", "17.10");
        Fake("versions/16/bin", "16.2");

        var found = await FindAsync(new PostgresSearch([$"{_folder.FullName}/no/such/*/bin", Pattern()], null), null);

        found.ShouldBe(new PostgresBinaries(Path.Combine(_folder.FullName, "versions/17/bin"), new Version(17, 10)));
    }

    [Fact]
    public async Task Data_that_exists_gets_the_version_that_made_it()
    {
        Fake("versions/17/bin", "17.10");
        Fake("versions/16/bin", "16.2");
        var search = new PostgresSearch([Pattern()], null);

        (await FindAsync(search, 16)).Version.ShouldBe(new Version(16, 2));
        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(() => FindAsync(search, 15));
        refused.Message.ShouldContain("was made by Postgres 15, which is not on this machine any more");
    }

    private Task<PostgresBinaries> FindAsync(PostgresSearch search, int? major) =>
        search.FindAsync(Options, major, NullLogger.Instance, TestContext.Current.CancellationToken);

    private string Pattern() => Path.Combine(_folder.FullName, "versions", "*", "bin");

    private string Fake(string name, string version)
    {
        var postgres = Script(Path.Combine(name, "postgres"), $"echo 'postgres (PostgreSQL) {version} (Fake)'");
        File.Copy(postgres, Path.Combine(Path.GetDirectoryName(postgres)!, "initdb"));
        return Path.GetDirectoryName(postgres)!;
    }

    private string Script(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "#!/bin/sh\n" + text + "\n");
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        return path;
    }
}

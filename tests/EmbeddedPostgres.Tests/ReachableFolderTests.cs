namespace Chat.EmbeddedPostgres.Tests;

public sealed class ReachableFolderTests : IDisposable
{
    // The system makes temporary folders readable for their owner only.
    private readonly DirectoryInfo _closed = Directory.CreateTempSubdirectory("chat-closed-");

    public void Dispose() => _closed.Delete(recursive: true);

    [Fact]
    public async Task Below_a_folder_closed_to_others_root_gets_data_in_another_place_that_stays_the_same()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root hands Postgres to another user.");
        var options = TestPostgres.NewOptions() with { DataDirectory = Path.Combine(_closed.FullName, "data") };
        string place;

        await using (var first = await TestServers.StartAsync(options.Keeping()))
        {
            place = first.DataDirectory;
            place.ShouldStartWith("/var/lib/chat-embedded/");
            (await TestServers.AskAsync(first.ConnectionString, "create table kept ()")).ShouldBe("");
        }

        await using (var second = await TestServers.StartAsync(options))
        {
            second.DataDirectory.ShouldBe(place);
            (await TestServers.AskAsync(second.ConnectionString, "select count(*) from kept")).ShouldBe("0");
        }

        Directory.Exists(place).ShouldBeFalse();
        File.GetUnixFileMode(_closed.FullName).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task A_folder_that_exists_keeps_its_mode()
    {
        const UnixFileMode open = (UnixFileMode)0b111_101_101;
        File.SetUnixFileMode(_closed.FullName, open);

        var folder = await ServerAccount.MakeFolderAsync(_closed.FullName, TestContext.Current.CancellationToken);

        folder.ShouldBe(_closed.FullName);
        File.GetUnixFileMode(folder).ShouldBe(open);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(_closed.FullName, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(
            () => TestServers.StartAsync(TestPostgres.NewOptions() with { DataDirectory = Path.Combine(file, "data") }));

        refused.Message.ShouldStartWith($"The folder {file}/data cannot be made or used: ");
    }
}

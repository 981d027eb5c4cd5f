namespace Chat.EmbeddedPostgres;

/// <summary>Throw-away clusters whose test process was killed: nobody else would ever stop them.</summary>
internal static class AbandonedClusters
{
    public const string FolderPrefix = "chat-postgres-";

    public static async Task RemoveAsync(ServerAccount account, CancellationToken token)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), FolderPrefix + "*"))
        {
            // Without an owner it is just being made.
            if (FolderLock.OwnerOf(folder) is not { } owner || ProcessTable.IsRunning(owner))
                continue;
            try
            {
                using var taken = FolderLock.Take(folder);
                var data = new Cluster(folder, account).Data;
                if (Directory.Exists(data) && await Postmaster.FindAsync(data, token) is var (left, _))
                    await left.KillAsync();
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception refused) when (refused is EmbeddedPostgresException or IOException or UnauthorizedAccessException)
            {
                // Another test run removes it, or it belongs to another user.
            }
        }
    }
}

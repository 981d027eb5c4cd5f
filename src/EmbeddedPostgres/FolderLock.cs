namespace Chat.EmbeddedPostgres;

/// <summary>Held by the one process that uses a data directory; the system releases it when that process dies, however it dies.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    public static FolderLock Take(string folder)
    {
        // The owner's id is in a second file: the locked one cannot be read by others.
        var owner = Path.Combine(folder, "owner.pid");
        try
        {
            var taken = new FolderLock(new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            File.WriteAllText(owner, Environment.ProcessId.ToString());
            return taken;
        }
        catch (IOException held)
        {
            var pid = File.Exists(owner) ? File.ReadAllText(owner) : "unknown";
            throw new EmbeddedPostgresException(
                $"The data directory {folder} is in use by another process (pid {pid}). Stop that one, or give a second host "
                + "a database of its own or the first one's in ConnectionStrings__Chat.", held);
        }
    }

    public void Dispose() => _file.Dispose();
}

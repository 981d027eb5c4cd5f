namespace Chat.EmbeddedPostgres;

/// <summary>Held by the one process that uses a data directory; the system releases it when that process dies, however it dies.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    public static FolderLock Take(string folder)
    {
        try
        {
            var taken = new FolderLock(new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            File.WriteAllText(OwnerFile(folder), Environment.ProcessId.ToString());
            return taken;
        }
        catch (IOException held)
        {
            var pid = OwnerOf(folder)?.ToString() ?? "unknown";
            throw new EmbeddedPostgresException(
                $"The data directory {folder} is in use by another process (pid {pid}). Stop that one, or name the database "
                + "for a second host in ConnectionStrings__Chat.", held);
        }
    }

    /// <summary>Whether a live process has the folder.</summary>
    public static bool IsHeld(string folder)
    {
        try
        {
            using var free = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>The process that has the folder, or was the last to have it.</summary>
    public static int? OwnerOf(string folder)
    {
        try
        {
            return int.Parse(File.ReadAllText(OwnerFile(folder)));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();

    // A second file, because the locked one cannot be read by others.
    private static string OwnerFile(string folder) => Path.Combine(folder, "owner.pid");
}

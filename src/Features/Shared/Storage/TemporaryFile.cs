namespace Chat.Features.Shared.Storage;

/// <summary>A file without a name, for what may be too large for memory.</summary>
internal static class TemporaryFile
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>Private text must not outlive the process: the name is gone at once, except on Windows, where it goes when the file is closed.</summary>
    internal static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), $"chat-{Guid.NewGuid():n}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = BufferBytes,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        return file;
    }
}

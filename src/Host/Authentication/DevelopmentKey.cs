using System.Buffers.Text;

namespace Chat.Host.Authentication;

/// <summary>The signing key of Development: random, created once, readable by its owner only.</summary>
internal static class DevelopmentKey
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static string KeptIn(string folder)
    {
        var file = Path.Combine(folder, "jwt.key");
        try
        {
            Directory.CreateDirectory(folder);
            if (!File.Exists(file))
                Make(file);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, OwnerOnly);
            return File.ReadAllText(file).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The development key can't be kept in {file}: {error.Message}");
        }
    }

    /// <summary>Writes a temporary file and moves it, so that two hosts that start at once use the same key.</summary>
    private static void Make(string file)
    {
        var aside = $"{file}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var stream = new FileStream(aside, options))
            stream.Write(Encoding.ASCII.GetBytes(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48))));
        try
        {
            File.Move(aside, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(aside);
        }
    }
}

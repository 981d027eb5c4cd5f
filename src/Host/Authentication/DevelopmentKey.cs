using System.Buffers.Text;

namespace Chat.Host.Authentication;

/// <summary>The signing key of a developer's machine: made once at random, readable by its owner only.</summary>
internal static class DevelopmentKey
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the key that the folder keeps, made first when there is none.</summary>
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

    /// <summary>Written aside and moved into place, so that of two hosts that start at once both use the same whole key.</summary>
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

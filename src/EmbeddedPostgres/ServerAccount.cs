using System.Security.Cryptography;
using System.Text;

namespace Chat.EmbeddedPostgres;

/// <summary>The account that runs Postgres: the caller's, or an unprivileged one for root, which Postgres refuses.</summary>
internal static class ServerAccount
{
    // Writable by root only: anybody could create a name in the temp folder first.
    private const string Elsewhere = "/var/lib/chat-embedded";

    public static string? Name { get; } = !Environment.IsPrivilegedProcess ? null
        : File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    public static Task<Command> RunAsync(string program, IEnumerable<string> arguments, CancellationToken token, string input = "") =>
        Command.RunAsync(Name, program, arguments, token, input);

    /// <summary>Gives a file or a folder, recursively, to the account.</summary>
    public static async Task OwnAsync(string path, CancellationToken token)
    {
        if (Name is not null)
            (await Command.RunAsync(null, "/usr/bin/env", ["chown", "-R", Name, path], token)).ThrowIfFailed($"{path} cannot be given to the user {Name}");
    }

    /// <summary>Creates the folder, or for root, if the account can't enter it (as in /root), one elsewhere.</summary>
    public static async Task<string> MakeFolderAsync(string wanted, CancellationToken token)
    {
        var folder = Path.GetFullPath(wanted);
        var isNew = !Directory.Exists(folder);
        Make(folder);
        if (Name is null || (await RunAsync("/usr/bin/env", ["test", "-x", folder], token)).ExitCode == 0)
            return folder;

        if (isNew)
            Directory.Delete(folder);
        var other = Path.Combine(Elsewhere, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..16]);
        Make(Elsewhere);
        Make(other);
        return other;
    }

    private static void Make(string folder)
    {
        if (Directory.Exists(folder))
            return; // Keeps its mode: others may use it.
        try
        {
            Directory.CreateDirectory(folder);
            // Private, except that another account must pass through it.
            File.SetUnixFileMode(folder, (UnixFileMode)(Name is null ? 0b111_000_000 : 0b111_001_001));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException($"The folder {folder} cannot be made or used: {refused.Message}", refused);
        }
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Chat.EmbeddedPostgres;

/// <summary>The account that Postgres runs as: the caller's own, or for root (which Postgres refuses) an unprivileged one.</summary>
internal static class ServerAccount
{
    // Of root's choosing only: a name in the temp folder could be taken by somebody else first.
    private const string Elsewhere = "/var/lib/chat-embedded";

    /// <summary>Null is the caller's own.</summary>
    public static string? Name { get; } = !Environment.IsPrivilegedProcess ? null
        : File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    public static Task<Command> RunAsync(string program, IEnumerable<string> arguments, CancellationToken token, string input = "") =>
        Command.RunAsync(Name, program, arguments, token, input);

    /// <summary>Makes a file, or a folder with all that is in it, the account's own.</summary>
    public static async Task OwnAsync(string path, CancellationToken token)
    {
        if (Name is not null)
            (await Command.RunAsync(null, "/usr/bin/env", ["chown", "-R", Name, path], token)).ThrowIfFailed($"{path} cannot be given to the user {Name}");
    }

    /// <summary>Makes the folder or, where root asks for one below a folder closed to others (such as /root), one in another place.</summary>
    /// <returns>The folder that the account can get into.</returns>
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
        // A folder that exists is somebody's choice, and may serve others too.
        if (Directory.Exists(folder))
            return;
        try
        {
            Directory.CreateDirectory(folder);
            // The caller's alone; an account of its own must get through it.
            File.SetUnixFileMode(folder, (UnixFileMode)(Name is null ? 0b111_000_000 : 0b111_001_001));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException($"The folder {folder} cannot be made or used: {refused.Message}", refused);
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Chat.EmbeddedPostgres;

/// <summary>A folder that the server's account can get into.</summary>
internal static class ReachableFolder
{
    // Of root's choosing only: a name in the temp folder could be taken by somebody else first.
    private const string Elsewhere = "/var/lib/chat-embedded";

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode Passable = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Makes the folder or, where root asks for one below a folder closed to others (such as /root), one in another place.</summary>
    public static async Task<string> MakeAsync(string wanted, ServerAccount account, ILogger logger, CancellationToken token)
    {
        var folder = Path.GetFullPath(wanted);
        var isNew = !Directory.Exists(folder);
        Make(folder, account);
        if (await account.CanReachAsync(folder, token))
            return folder;

        if (isNew)
            Directory.Delete(folder);
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..16];
        var other = Path.Combine(Elsewhere, name);
        Make(Elsewhere, account);
        Make(other, account);
        if (!await account.CanReachAsync(other, token))
            throw new EmbeddedPostgresException($"The user that Postgres runs as can reach neither {folder} nor {other}. Make one of them passable (chmod a+x), or choose another data directory.");
        Log.Moved(logger, folder, other);
        return other;
    }

    private static void Make(string folder, ServerAccount account)
    {
        try
        {
            // A folder that exists is somebody's choice, and may serve others too.
            if (Directory.Exists(folder))
                return;
            Directory.CreateDirectory(folder);
            File.SetUnixFileMode(folder, account.IsDropped ? Passable : Private);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException($"The folder {folder} cannot be made or used: {refused.Message}", refused);
        }
    }
}

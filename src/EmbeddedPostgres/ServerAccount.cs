namespace Chat.EmbeddedPostgres;

/// <summary>The account that Postgres runs as: the caller's own, or for root (which Postgres refuses) an unprivileged one.</summary>
internal sealed class ServerAccount
{
    private readonly string[] _prefix;
    private readonly (uint User, uint Group)? _ids;

    private ServerAccount(string[] prefix, (uint User, uint Group)? ids)
    {
        _prefix = prefix;
        _ids = ids;
    }

    /// <summary>Whether Postgres runs as somebody else than the caller.</summary>
    public bool IsDropped => _ids is not null;

    public static ServerAccount OfThisProcess()
    {
        if (!Environment.IsPrivilegedProcess)
            return new ServerAccount([], null);

        var (name, user, group) = Lookup("postgres") ?? Lookup("nobody")
            ?? throw new EmbeddedPostgresException(
                "Postgres refuses to run as root, and this system has neither a user 'postgres' nor 'nobody'. "
                + "Add one, or run as an ordinary user.");
        // setpriv first: it becomes the command, while runuser stays above it as a process of its own.
        if (Command.Find("setpriv") is { } setpriv)
            return new ServerAccount([setpriv, $"--reuid={user}", $"--regid={group}", "--clear-groups", "--"], (user, group));
        if (Command.Find("runuser") is { } runuser)
            return new ServerAccount([runuser, "-u", name, "--"], (user, group));
        throw new EmbeddedPostgresException(
            "Postgres refuses to run as root, and this system has neither 'setpriv' nor 'runuser' to start it as another user. "
            + "Install the package util-linux, or run as an ordinary user.");
    }

    public string[] CommandLine(params IEnumerable<string> commandLine) => [.. _prefix, .. commandLine];

    /// <summary>Makes an existing file or folder the account's own.</summary>
    public void Own(string path)
    {
        if (_ids is var (user, group))
            Native.ChangeOwner(path, user, group);
    }

    public async Task<bool> CanReachAsync(string folder, CancellationToken token) =>
        !IsDropped || (await Command.RunAsync(CommandLine("test", "-x", folder), token)).ExitCode == 0;

    private static (string Name, uint User, uint Group)? Lookup(string name)
    {
        foreach (var line in File.ReadLines("/etc/passwd"))
        {
            var fields = line.Split(':');
            if (fields.Length > 3 && fields[0] == name && uint.TryParse(fields[2], out var user) && uint.TryParse(fields[3], out var group))
                return (name, user, group);
        }

        return null;
    }
}

namespace Chat.EmbeddedPostgres;

/// <summary>A folder with <c>postgres</c>, <c>initdb</c> and <c>pg_ctl</c> that the server's account can run.</summary>
internal sealed record PostgresBinaries(string Directory, Version Version)
{
    private const int OldestMajor = 15;

    public string Tool(string name) => Path.Combine(Directory, name);

    /// <summary>The binaries of a folder, or the reason why they are of no use.</summary>
    public static async Task<(PostgresBinaries? Binaries, string Reason)> ProbeAsync(string folder, CancellationToken token)
    {
        var postgres = Path.Combine(folder, "postgres");
        if (!File.Exists(postgres) || !File.Exists(Path.Combine(folder, "initdb")))
            return (null, "it does not hold postgres and initdb");
        // Running it, as the account that will, is the only proof that it is for this machine and within reach.
        var answer = await ServerAccount.RunAsync(postgres, ["--version"], token);
        if (answer.ExitCode != 0)
            return (null, $"'postgres --version' fails: {answer.Error.Trim()}");
        // postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)
        if (answer.Output.Split() is not [_, _, var number, ..] || !Version.TryParse(number, out var version))
            return (null, $"'postgres --version' says '{answer.Output.Trim()}'");
        if (version.Major < OldestMajor)
            return (null, $"it is version {version}, older than {OldestMajor}");
        // A link (Homebrew's, a system's in /usr/local/bin) leads to the folder that holds pgbench and the rest as well.
        var real = File.ResolveLinkTarget(postgres, returnFinalTarget: true)?.FullName ?? postgres;
        return (new PostgresBinaries(Path.GetDirectoryName(real)!, version), "");
    }
}

namespace Chat.EmbeddedPostgres;

internal sealed record PostgresBinaries(string Directory, Version Version)
{
    private const int OldestMajor = 15;

    public string Tool(string name) => Path.Combine(Directory, name);

    /// <summary>Returns the binaries, or why they can't be used.</summary>
    public static async Task<(PostgresBinaries? Binaries, string Reason)> ProbeAsync(string folder, CancellationToken token)
    {
        var postgres = Path.Combine(folder, "postgres");
        if (!File.Exists(postgres) || !File.Exists(Path.Combine(folder, "initdb")))
            return (null, "it does not hold postgres and initdb");
        // Only a run by the server's account proves that it can run here.
        var answer = await ServerAccount.RunAsync(postgres, ["--version"], token);
        if (answer.ExitCode != 0)
            return (null, $"'postgres --version' fails: {answer.Error.Trim()}");
        // postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)
        if (answer.Output.Split() is not [_, _, var number, ..] || !Version.TryParse(number, out var version))
            return (null, $"'postgres --version' says '{answer.Output.Trim()}'");
        if (version.Major < OldestMajor)
            return (null, $"it is version {version}, older than {OldestMajor}");
        // A link, as Homebrew's, leads to the folder with the other programs.
        var real = File.ResolveLinkTarget(postgres, returnFinalTarget: true)?.FullName ?? postgres;
        return (new PostgresBinaries(Path.GetDirectoryName(real)!, version), "");
    }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Chat.EmbeddedPostgres;

/// <summary>A folder with <c>postgres</c> and <c>initdb</c> that the server's account can run.</summary>
internal sealed partial record PostgresBinaries(string Directory, Version Version)
{
    public const int OldestMajor = 15;

    public string Postgres => Path.Combine(Directory, "postgres");

    public string InitDb => Path.Combine(Directory, "initdb");

    /// <summary>The binaries of a folder, or the reason why they are of no use.</summary>
    public static async Task<(PostgresBinaries? Binaries, string Reason)> ProbeAsync(string folder, ServerAccount account, CancellationToken token)
    {
        var binaries = new PostgresBinaries(folder, new Version());
        if (!File.Exists(binaries.Postgres) || !File.Exists(binaries.InitDb))
            return (null, "it does not hold postgres and initdb");
        // A link (Homebrew's, a system's in /usr/local/bin) leads to the folder that holds pgbench and the rest as well.
        if (File.ResolveLinkTarget(binaries.Postgres, returnFinalTarget: true) is { } real)
            binaries = binaries with { Directory = Path.GetDirectoryName(real.FullName)! };
        // Running it, as the account that will, is the only proof that it is for this machine and within reach.
        var answer = await Command.RunAsync(account.CommandLine(binaries.Postgres, "--version"), token);
        if (answer.ExitCode != 0)
            return (null, $"'postgres --version' fails: {answer.Error.Trim()}");
        if (VersionPattern().Match(answer.Output) is not { Success: true } match)
            return (null, $"'postgres --version' says '{answer.Output.Trim()}'");
        var version = new Version(Number(match.Groups["major"]), Number(match.Groups["minor"]));
        return version.Major < OldestMajor
            ? (null, $"it is version {version}, older than {OldestMajor}")
            : (binaries with { Version = version }, "");
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d+)(\.(?<minor>\d+))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VersionPattern();
}

using Microsoft.Extensions.Logging;

namespace Chat.EmbeddedPostgres;

/// <summary>A folder with everything of one cluster: <c>data</c>, its passwords, its log and its lock.</summary>
internal sealed class Cluster(string folder, ServerAccount account)
{
    private const string WorkPrefix = "creating-";

    public string Folder { get; } = folder;

    public string Data { get; } = Path.Combine(folder, "data");

    public string LogFile { get; } = Path.Combine(folder, "postgres.log");

    public string CredentialsFile => Path.Combine(Folder, "credentials.json");

    public bool Exists => Directory.Exists(Data);

    /// <summary>The major version that made the data, or null when there is none yet.</summary>
    public int? Major => Exists ? int.Parse(File.ReadAllText(Path.Combine(Data, "PG_VERSION"))) : null;

    public ClusterCredentials Credentials() => ClusterCredentials.Load(CredentialsFile);

    /// <summary>Makes the cluster in a folder beside its place and moves it there when it is whole, so that a cut never leaves half of one.</summary>
    public async Task CreateAsync(PostgresBinaries binaries, bool durable, ILogger logger, CancellationToken token)
    {
        foreach (var cut in Directory.EnumerateDirectories(Folder, WorkPrefix + "*"))
            Directory.Delete(cut, recursive: true);

        Log.Creating(logger, Folder);
        var work = Path.Combine(Folder, WorkPrefix + Guid.NewGuid().ToString("n"));
        var passwordFile = Path.Combine(work, "password");
        var data = Path.Combine(work, "data");
        const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(work, mine);
        account.Own(work);

        var credentials = ClusterCredentials.New();
        await using (var file = new FileStream(passwordFile, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        await using (var writer = new StreamWriter(file))
            await writer.WriteLineAsync(credentials.AdminPassword);
        account.Own(passwordFile);

        string[] arguments =
        [
            "--pgdata", data, "--username", ClusterCredentials.AdminRole, "--pwfile", passwordFile, "--auth=scram-sha-256",
            "--encoding=UTF8", "--locale=C", "--data-checksums", "--no-instructions", .. durable ? Array.Empty<string>() : ["--no-sync"],
        ];
        var run = await Command.RunAsync(account.CommandLine([binaries.InitDb, .. arguments]), token);
        if (run.ExitCode != 0)
            throw new EmbeddedPostgresException($"Making a Postgres cluster in {Folder} failed (initdb of {binaries.Directory}): {run.Error.Trim()}");

        credentials.Save(CredentialsFile);
        Directory.Move(data, Data);
        Directory.Delete(work, recursive: true);
    }
}

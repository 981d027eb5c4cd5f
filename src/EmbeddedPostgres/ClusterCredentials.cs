using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;

namespace Chat.EmbeddedPostgres;

/// <summary>The passwords of one cluster, random, in a file only for the process that runs the server.</summary>
internal sealed record ClusterCredentials(string AdminPassword, string ApplicationPassword)
{
    public const string AdminRole = "postgres";

    public const string ApplicationRole = "chat";

    public static ClusterCredentials New() => new(RandomNumberGenerator.GetHexString(48, true), RandomNumberGenerator.GetHexString(48, true));

    public string ForApplication(int port, string database) => Connect(port, ApplicationRole, ApplicationPassword, database, pooling: true);

    public string ForAdmin(int port) => Connect(port, AdminRole, AdminPassword, "postgres", pooling: false);

    public static ClusterCredentials Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ClusterCredentials>(File.ReadAllText(path))!;
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException)
        {
            throw new EmbeddedPostgresException(
                $"The passwords of the Postgres cluster cannot be read from {path}: {unreadable.Message} "
                + "Put the file back, or move the whole folder away to begin with an empty database.", unreadable);
        }
    }

    public void Save(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(file, this);
        file.Flush(flushToDisk: true);
    }

    private static string Connect(int port, string role, string password, string database, bool pooling) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = role,
        Password = password,
        Database = database,
        Pooling = pooling,
        // Over loopback, neither is there; asking costs a round trip each, and a library for the second.
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;
}

namespace Chat.Host.Configuration;

/// <summary>Where the host keeps files of its own. Only Development needs any.</summary>
/// <param name="Data">The embedded database and the development key.</param>
/// <param name="Cache">Binaries that were fetched.</param>
/// <param name="PostgresBin">Binaries of Postgres to use; null looks for some.</param>
internal sealed record Folders(string Data, string Cache, string? PostgresBin)
{
    public static Folders In(WebApplicationBuilder builder)
    {
        return new Folders(Absolute(Set("DataDirectory") ?? ".data"), Absolute(Set("CacheDirectory") ?? ".cache"), Set("PostgresBin"));

        string? Set(string key) => builder.Configuration[$"Chat:{key}"] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
        string Absolute(string folder) => Path.GetFullPath(folder, builder.Environment.ContentRootPath);
    }
}

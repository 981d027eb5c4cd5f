namespace Chat.Host.Configuration;

/// <summary>Folders used only in Development: the database and the key, fetched binaries, and binaries of Postgres (null searches).</summary>
internal sealed record Folders(string Data, string Cache, string? PostgresBin)
{
    public static Folders In(WebApplicationBuilder builder)
    {
        return new Folders(Absolute(Set("DataDirectory") ?? ".data"), Absolute(Set("CacheDirectory") ?? ".cache"), Set("PostgresBin"));

        string? Set(string key) => builder.Configuration[$"Chat:{key}"] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
        string Absolute(string folder) => Path.GetFullPath(folder, builder.Environment.ContentRootPath);
    }
}

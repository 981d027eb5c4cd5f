namespace Chat.Host.Configuration;

/// <summary>Where the host keeps files of its own. Only Development needs any.</summary>
/// <param name="Data">The embedded database and the development key (<c>CHAT_DATA_DIRECTORY</c>).</param>
/// <param name="Cache">Binaries that were fetched (<c>CHAT_CACHE_DIRECTORY</c>).</param>
/// <param name="PostgresBin">Binaries of Postgres to use; null looks for some (<c>CHAT_POSTGRES_BIN</c>).</param>
internal sealed record Folders(string Data, string Cache, string? PostgresBin)
{
    public static Folders In(WebApplicationBuilder builder)
    {
        var chat = builder.Configuration.GetSection("Chat");
        return new Folders(Folder("DataDirectory", ".data"), Folder("CacheDirectory", ".cache"), NullIfEmpty(chat["PostgresBin"]));

        string Folder(string key, string otherwise) => Path.GetFullPath(NullIfEmpty(chat[key]) ?? otherwise, builder.Environment.ContentRootPath);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

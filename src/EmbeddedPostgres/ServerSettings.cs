namespace Chat.EmbeddedPostgres;

/// <summary>How the private Postgres is run unless the options say otherwise.</summary>
internal static class ServerSettings
{
    private static readonly Dictionary<string, string> s_defaults = new(StringComparer.Ordinal)
    {
        ["listen_addresses"] = "127.0.0.1",
        ["unix_socket_directories"] = "",
        ["max_connections"] = "200",
        ["shared_buffers"] = "256MB",
        ["wal_compression"] = "on",
        ["max_wal_size"] = "2GB",
        ["timezone"] = "UTC",
        ["log_timezone"] = "UTC",
        // The log must not keep what users wrote: no failed statements, no values from violated constraints.
        ["log_min_error_statement"] = "panic",
        ["log_error_verbosity"] = "terse",
    };

    public static IReadOnlyDictionary<string, string> With(IReadOnlyDictionary<string, string> settings)
    {
        var all = new Dictionary<string, string>(s_defaults, StringComparer.Ordinal);
        foreach (var (name, value) in settings)
            all[name] = value;
        return all;
    }
}

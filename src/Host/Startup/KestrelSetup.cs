namespace Chat.Host.Startup;

/// <summary>What a connection may cost before a single line of ours runs.</summary>
internal static class KestrelSetup
{
    /// <summary>The largest body of a request, by the contract.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    public static void AddKestrelLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.MaxRequestHeaderCount = 64;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        // Calls under way get this long after SIGTERM; with the database's own stop it stays under ten seconds.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(7));
    }
}

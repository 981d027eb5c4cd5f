using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Chat.Host.Startup;

/// <summary>What a connection may cost before a single line of ours runs.</summary>
internal static class KestrelSetup
{
    public static void AddKestrelLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<LimitOptions>>((kestrel, options) =>
        {
            var (limits, chosen) = (kestrel.Limits, options.Value);
            kestrel.AddServerHeader = false;
            limits.MaxConcurrentConnections = chosen.MaxConnections;
            limits.MaxConcurrentUpgradedConnections = 0; // Nothing here is upgraded.
            limits.MaxRequestBodySize = 1024 * 1024; // By the contract.
            limits.MaxRequestLineSize = 8 * 1024;
            limits.MaxRequestHeaderCount = 64;
            limits.MaxRequestHeadersTotalSize = 16 * 1024;
            limits.RequestHeadersTimeout = TimeSpan.FromSeconds(chosen.HeadersTimeoutSeconds);
            limits.MinRequestBodyDataRate = new MinDataRate(chosen.MinDataRate, TimeSpan.FromSeconds(chosen.DataRateGraceSeconds));
            limits.MinResponseDataRate = limits.MinRequestBodyDataRate;
        });
        // Calls under way get this long after SIGTERM; with the database's own stop it stays under ten seconds.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(7));
    }
}

using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Chat.Host.Startup;

internal static class KestrelSetup
{
    public static void AddKestrelLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<LimitOptions>>((kestrel, options) =>
        {
            var (limits, chosen) = (kestrel.Limits, options.Value);
            kestrel.AddServerHeader = false;
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1; // Takes any bytes: a header is refused where it is read, with a problem.
            limits.MaxConcurrentConnections = chosen.MaxConnections;
            limits.MaxConcurrentUpgradedConnections = 0;
            limits.MaxRequestBodySize = BodyDrain.MaxBytes; // Of these, JsonBody keeps 1 MiB at most.
            limits.MaxRequestLineSize = 8 * 1024;
            limits.MaxRequestHeaderCount = 64;
            limits.MaxRequestHeadersTotalSize = 16 * 1024;
            limits.RequestHeadersTimeout = TimeSpan.FromSeconds(chosen.HeadersTimeoutSeconds);
            limits.MinRequestBodyDataRate = new MinDataRate(chosen.MinDataRate, TimeSpan.FromSeconds(chosen.DataRateGraceSeconds));
            limits.MinResponseDataRate = limits.MinRequestBodyDataRate;
        });
        // Running calls get this long after SIGTERM; with the embedded database a stop takes under ten seconds.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(7));
    }
}

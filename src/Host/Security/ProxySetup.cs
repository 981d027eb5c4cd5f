using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Chat.Host.Security;

/// <summary>Takes a call's address, scheme and path prefix from the headers of <c>CHAT_TRUSTED_PROXIES</c>, and of no other sender.</summary>
internal static class ProxySetup
{
    /// <summary>Accepts an address, or a network as in <c>10.0.0.0/8</c>.</summary>
    public static bool IsProxy(string text) => Network(text) is not null;

    public static bool TrustsProxies(this WebApplication app) => Proxies(app.Configuration).Length > 0;

    public static void AddTrustedProxies(this WebApplicationBuilder builder) => builder.Services.PostConfigure<ForwardedHeadersOptions>(forwarded =>
    {
        // PostConfigure: ASPNETCORE_FORWARDEDHEADERS_ENABLED would trust every sender.
        var proxies = Proxies(builder.Configuration);
        forwarded.ForwardedHeaders = proxies.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedPrefix;
        forwarded.ForwardLimit = null; // Any number of proxies, each of them listed.
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            forwarded.KnownIPNetworks.Add(Network(proxy)!.Value);
    });

    public static void UseTrustedProxies(this WebApplication app)
    {
        if (app.TrustsProxies())
            app.UseForwardedHeaders();
    }

    private static IPNetwork? Network(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return network;
        // IPAddress also parses "1" and "10.1", which are typing errors here.
        return IPAddress.TryParse(text, out var address) && (text.Contains(':', StringComparison.Ordinal) || address.ToString() == text)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : null;
    }

    private static string[] Proxies(IConfiguration configuration) => configuration.Items("Chat:TrustedProxies");
}

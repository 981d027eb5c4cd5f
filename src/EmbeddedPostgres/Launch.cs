using System.Net;
using System.Net.Sockets;

namespace Chat.EmbeddedPostgres;

/// <summary>Starts a postmaster, again where only the moment was wrong.</summary>
internal static class Launch
{
    private const int Attempts = 50;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    /// <param name="cluster">The data.</param>
    /// <param name="binaries">What to run.</param>
    /// <param name="account">Whom to run it as.</param>
    /// <param name="port">The port; null takes a free one.</param>
    /// <param name="settings">What to give after <c>-c</c>.</param>
    /// <param name="token">Gives up.</param>
    public static async Task<Postmaster> RunAsync(
        Cluster cluster, PostgresBinaries binaries, ServerAccount account, int? port,
        IReadOnlyDictionary<string, string> settings, CancellationToken token)
    {
        for (var attempt = 1; ; attempt++)
        {
            var chosen = port ?? FreePort();
            try
            {
                return await Postmaster.LaunchAsync(cluster, binaries, account, chosen, settings, token);
            }
            catch (PostmasterFailedException failure) when (attempt < Attempts && (failure.IsDataStillHeld || (failure.IsPortTaken && port is null)))
            {
                await Task.Delay(s_pause, token);
            }
            catch (PostmasterFailedException failure)
            {
                throw new EmbeddedPostgresException(
                    failure.IsPortTaken
                        ? $"Postgres cannot use port {chosen} of 127.0.0.1: another program has it."
                        : $"{failure.Message}\nIts whole log: {cluster.LogFile}",
                    failure);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

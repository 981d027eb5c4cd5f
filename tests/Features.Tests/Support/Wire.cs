using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Features.Tests.Support;

/// <summary>A proxy between the service and its database, controlled by the test.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly int _target;
    private readonly int _port;
    private readonly Lock _lock = new();
    private readonly List<Line> _lines = [];
    private TcpListener _listener;
    private bool _swallows;

    public Wire(string connectionString)
    {
        var direct = new NpgsqlConnectionStringBuilder(connectionString);
        _target = direct.Port;
        (_listener, _port) = Listen(0);
        direct.Port = _port;
        ConnectionString = direct.ConnectionString;
    }

    /// <summary>The same database, through the proxy.</summary>
    public string ConnectionString { get; }

    /// <summary>Refuses new connections and breaks the open ones.</summary>
    public void Refuse()
    {
        _listener.Stop();
        lock (_lock)
            _lines.ForEach(line => line.Cut());
    }

    /// <summary>Drops all data of open and new connections without closing them.</summary>
    public void Swallow()
    {
        lock (_lock)
        {
            _swallows = true;
            _lines.ForEach(line => line.Swallows = true);
        }
    }

    /// <summary>Lets new connections through; those from before stay dead.</summary>
    public void Mend()
    {
        lock (_lock)
            _swallows = false;
        if (!_listener.Server.IsBound)
            (_listener, _) = Listen(_port);
    }

    public ValueTask DisposeAsync()
    {
        Refuse();
        return ValueTask.CompletedTask;
    }

    private (TcpListener Listener, int Port) Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _ = TakeAsync(listener);
        return (listener, ((IPEndPoint)listener.LocalEndpoint).Port);
    }

    private async Task TakeAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptSocketAsync();
                var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                near.NoDelay = true;
                var line = new Line(near, far);
                lock (_lock)
                {
                    line.Swallows = _swallows;
                    _lines.Add(line);
                }
                _ = line.RunAsync(_target);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private sealed class Line(Socket near, Socket far)
    {
        public volatile bool Swallows;

        public void Cut()
        {
            near.Dispose();
            far.Dispose();
        }

        public async Task RunAsync(int target)
        {
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, target);
                await Task.WhenAny(CopyAsync(near, far), CopyAsync(far, near));
            }
            catch (SocketException)
            {
                // The database is down: this connection ends too.
            }
            Cut();
        }

        private async Task CopyAsync(Socket from, Socket to)
        {
            var buffer = new byte[16 * 1024];
            try
            {
                while (await from.ReceiveAsync(buffer) is > 0 and var count)
                {
                    if (!Swallows)
                        await to.SendAsync(buffer.AsMemory(0, count));
                }
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
            {
                // The connection was cut.
            }
        }
    }
}

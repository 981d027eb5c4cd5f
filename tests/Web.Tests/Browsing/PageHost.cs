using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Web.Tests.Browsing;

/// <summary>The host of Development as a process of its own, which serves the page, so that a test may kill it.</summary>
public sealed partial class PageHost : IAsyncDisposable
{
    // Where the host is built: what it serves of the page is listed there.
    private static readonly string Output = typeof(PageHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(value => value.Key == "HostOutput").Value!;

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PageHost(Process process)
    {
        _process = process;
        _ = ListenAsync();
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="port">Where it listens; 0 takes a free one.</param>
    /// <param name="settings">Environment variables.</param>
    public static async Task<PageHost> StartAsync(string connectionString, int port = 0, params (string Name, string Value)[] settings)
    {
        var dll = Path.Combine(Output, "Chat.Host.dll");
        var start = new ProcessStartInfo("dotnet", [dll]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment["ASPNETCORE_CONTENTROOT"] = Output;
        start.Environment["ConnectionStrings__Chat"] = connectionString;
        start.Environment["JWT_SECRET_KEY"] = Tokens.Key;
        start.Environment["CHAT_RATE_LIMIT"] = "0";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var host = new PageHost(Process.Start(start)!);
        host.Address = await host._listening.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return host;
    }

    /// <summary>Ends it at once, as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private async Task ListenAsync()
    {
        var said = await Task.WhenAll(ReadAsync(_process.StandardOutput), ReadAsync(_process.StandardError));
        _listening.TrySetException(new InvalidOperationException("The host ended. It said:\n" + string.Concat(said)));
    }

    private async Task<string> ReadAsync(StreamReader output)
    {
        var said = new StringBuilder();
        while (await output.ReadLineAsync() is { } line)
        {
            said.AppendLine(line);
            if (Listening().Match(line) is { Success: true } match)
                _listening.TrySetResult(new Uri(match.Groups["url"].Value));
        }
        return said.ToString();
    }

    [GeneratedRegex(@"Now listening on: (?<url>http\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}

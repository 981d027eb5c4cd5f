using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Features.Tests.Support;

/// <summary>The host as a separate process, with only those of its variables that the test sets.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly string[] Ours = ["CHAT_", "JWT_", "MAX_SESSIONS", "ASPNETCORE_", "DOTNET_ENVIRONMENT", "ConnectionStrings__", "Authentication__", "URLS", "OTEL_"];

    // As delivered, in a folder without files of the tests.
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace(Path.Combine("tests", "Features.Tests"), Path.Combine("src", "Host"), StringComparison.Ordinal), "Chat.Host.dll");

    private readonly Process _process;
    private readonly List<string> _output = [], _errors = [];

    private HostProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output => Joined(_output);

    public string Errors => Joined(_errors);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts the process without waiting.</summary>
    /// <param name="settings">Environment variables.</param>
    /// <param name="arguments">The command line.</param>
    public static HostProcess Start(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            // Not the folder of the settings: the host must find them from anywhere.
            WorkingDirectory = Path.GetTempPath(),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The binaries of Postgres depend on the machine.
        string[] kept = ["CHAT_POSTGRES_BIN", "CHAT_CACHE_DIRECTORY"];
        foreach (var name in start.Environment.Keys.Where(name => Ours.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).Except(kept).ToList())
            start.Environment.Remove(name);
        start.Environment.TryAdd("CHAT_CACHE_DIRECTORY", Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "chat"));
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;

        var process = new HostProcess(new Process { StartInfo = start });
        process._process.OutputDataReceived += (_, line) => Add(process._output, line.Data);
        process._process.ErrorDataReceived += (_, line) => Add(process._errors, line.Data);
        process._process.Start();
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Starts the process and waits until it listens.</summary>
    public static async Task<(HostProcess Host, HttpClient Http)> ServeAsync(IReadOnlyDictionary<string, string> settings)
    {
        var host = Start(settings);
        try
        {
            var address = await host.PrintsAsync(@"Now listening on: (?<address>http://[^\s""]+)");
            return (host, new HttpClient { BaseAddress = new Uri(address.Groups["address"].Value), Timeout = TimeSpan.FromSeconds(60) });
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the output matches.</summary>
    public async Task<Match> PrintsAsync(string pattern)
    {
        Match match = Match.Empty;
        await Eventually.HoldsAsync($"the host prints {pattern}", () =>
        {
            match = Regex.Match(Output, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
            return match.Success || HasExited;
        });
        return match.Success ? match : throw new InvalidOperationException($"The host ended with {_process.ExitCode}: {Output}{Errors}");
    }

    /// <summary>Sends a signal.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{Id}"]);
        await kill.WaitForExitAsync(Token);
    }

    /// <summary>Waits for the end of the process.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(Token).WaitAsync(TimeSpan.FromSeconds(60), Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
        {
            await SignalAsync("TERM");
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await _process.WaitForExitAsync(patience.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            if (!HasExited)
                _process.Kill();
        }
        _process.Dispose();
    }

    private static void Add(List<string> lines, string? line)
    {
        if (line is null)
            return;
        lock (lines)
            lines.Add(line);
    }

    private static string Joined(List<string> lines)
    {
        lock (lines)
            return string.Join('\n', lines);
    }
}

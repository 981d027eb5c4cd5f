using System.Diagnostics;
using System.Threading.Channels;
using Chat.Bench.Load;
using Chat.Bench.Machine;

namespace Chat.Bench.Service;

/// <summary>The service as a process of its own, on a free port, as it would run in production.</summary>
internal sealed partial class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Queue<string> _lastLines = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<string> _answers = Channel.CreateUnbounded<string>();
    private bool _isDisposed;

    private HostProcess(Process process)
    {
        _process = process;
        _ = ReadAsync(process.StandardOutput, isOutput: true);
        _ = ReadAsync(process.StandardError, isOutput: false);
    }

    public int Id => _process.Id;

    public Uri Address => _listening.Task.Result;

    /// <summary>From the start of the process to the first call of <c>/health/ready</c> that was answered with 200.</summary>
    public TimeSpan TimeToReady { get; private set; }

    /// <summary>Starts the host that <c>build/bench</c> has built in Release, with these settings, and waits until it is ready.</summary>
    public static Task<HostProcess> StartAsync(string connectionString, CancellationToken token, params (string Name, string Value)[] settings) =>
        StartAsync(HostDll, [], connectionString, token, settings);

    /// <summary>The same, with the smallest output cache that can be set.</summary>
    public static Task<HostProcess> StartForgetfulAsync(string connectionString, CancellationToken token) =>
        StartAsync(connectionString, token, ("CHAT_READ_CACHE_MB", "1"));

    /// <summary>Starts the host inside a program that reports its allocations.</summary>
    public static Task<HostProcess> StartMeasuredAsync(string connectionString, CancellationToken token) =>
        StartAsync(Path.Combine(AppContext.BaseDirectory, "Chat.Bench.dll"), [MeasuredHost.Verb], connectionString, token);

    /// <summary>Asks a measured host.</summary>
    public async Task<long> BytesAllocatedAsync(CancellationToken token)
    {
        await _process.StandardInput.WriteLineAsync("?");
        await _process.StandardInput.FlushAsync(token);
        return long.Parse(await _answers.Reader.ReadAsync(token), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Runs a maintenance command of the host to its end.</summary>
    /// <returns>Its last line of output.</returns>
    /// <exception cref="BenchException">It did not end with 0.</exception>
    public static async Task<string> CommandAsync(string[] arguments, string connectionString, CancellationToken token)
    {
        using var process = Process.Start(StartInfo(HostDll, arguments, connectionString))!;
        await using var cancelled = token.Register(process.Kill);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = await process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        token.ThrowIfCancellationRequested();
        return process.ExitCode == 0
            ? (await output).TrimEnd().Split('\n')[^1]
            : throw new BenchException($"{string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}{errors}");
    }

    /// <summary>Kills the host.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Asks the host to stop, and waits until it has.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            using var inTime = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            try
            {
                await _process.WaitForExitAsync(inTime.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
            }
        }
        _process.Dispose();
    }

    /// <summary>What <c>build/bench</c> has built, in its own folder; in a test, what lies beside it.</summary>
    private static string HostDll => Environment.GetEnvironmentVariable("CHAT_BENCH_HOST") ?? Path.Combine(AppContext.BaseDirectory, "Chat.Host.dll");

    private static async Task<HostProcess> StartAsync(
        string dll, string[] arguments, string connectionString, CancellationToken token, params (string Name, string Value)[] settings)
    {
        var clock = Stopwatch.StartNew();
        var start = StartInfo(dll, arguments, connectionString);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var host = new HostProcess(Process.Start(start)!);
        try
        {
            await host.ReadyAsync(token);
            host.TimeToReady = clock.Elapsed;
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    private static ProcessStartInfo StartInfo(string dll, string[] arguments, string connectionString)
    {
        var start = new ProcessStartInfo(OwnSession.Program("dotnet"), OwnSession.Arguments("dotnet", [dll, .. arguments]))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The caller's settings of the service must not change the measurement.
        foreach (var name in start.Environment.Keys.Where(IsSettingOfTheService).ToList())
            start.Environment.Remove(name);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ASPNETCORE_CONTENTROOT"] = Path.GetDirectoryName(dll)!;
        start.Environment["ConnectionStrings__Chat"] = connectionString;
        start.Environment["JWT_SECRET_KEY"] = Tokens.Key;
        start.Environment["CHAT_RATE_LIMIT"] = "0";
        // Messages stay streaming as long as the bench runs.
        start.Environment["CHAT_MESSAGE_MAX_LENGTH"] = "1000000";
        return start;
    }

    private static bool IsSettingOfTheService(string name) => name.Contains("__", StringComparison.Ordinal)
        || Array.Exists(["CHAT_", "JWT_", "MAX_SESSIONS", "ASPNETCORE_", "OTEL_"], start => name.StartsWith(start, StringComparison.Ordinal));

    private async Task ReadyAsync(CancellationToken token)
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(token);
        inTime.CancelAfter(s_patience);
        try
        {
            using var http = new HttpClient { BaseAddress = await _listening.Task.WaitAsync(inTime.Token) };
            while (!await IsReadyAsync(http, inTime.Token))
                await Task.Delay(TimeSpan.FromMilliseconds(5), inTime.Token);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            throw new BenchException($"The host is not ready after {s_patience.TotalSeconds} s. It says:\n{LastLines()}");
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken token)
    {
        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), token);
        return answer.IsSuccessStatusCode;
    }
}

using System.Diagnostics;
using Chat.Testing;

namespace Chat.Soak;

/// <summary>Posts messages to a user's sessions, over all hosts in turn, each only once: the end of the run checks calls that failed.</summary>
internal sealed class Writer(Installation installation, Ledger ledger, SoakOptions options, int number)
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    private readonly Random _random = new(options.Seed + number);

    public async Task WriteAsync(string user, IReadOnlyList<long> sessions, CancellationToken stop)
    {
        for (var i = 1; !stop.IsCancellationRequested; i++)
        {
            await WriteAsync(user, sessions[_random.Next(sessions.Count)], $"{number}-{i}", host: (number + i) % options.Hosts);
            if (options.Pause > TimeSpan.Zero)
                await Task.Delay(options.Pause, CancellationToken.None);
        }
    }

    private async Task WriteAsync(string user, long session, string content, int host)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var answer = await installation.Client(user, host).PostAsync($"{ApiClient.Base}/{session}/messages", new { content });
            ledger.Took(clock.Elapsed);
            if (answer.StatusCode == 200)
            {
                ledger.Acknowledge(host, content, new Acknowledged(user, session, answer.Id, answer["sequence"].GetInt64()));
                return;
            }
            ledger.Doubt(content, isAnswered: true);
            if (answer.StatusCode != 503 || answer.Headers.RetryAfter is null)
                ledger.Complain($"{answer.StatusCode} {answer.Body}");
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            // The host has stopped, or is being replaced.
            ledger.Doubt(content, isAnswered: false);
        }
        await Task.Delay(Breath, CancellationToken.None);
    }
}

using System.Diagnostics;
using Chat.Testing;

namespace Chat.Soak;

/// <summary>
/// Posts messages to a user's sessions, over all hosts in turn, each only once: the end of the run checks calls that failed. Deletes
/// some of them, and searches for some, on any host; and throw-away users erase a session, or themselves.
/// </summary>
internal sealed class Writer(Installation installation, Ledger ledger, SoakOptions options, int number)
{
    private const int MessagesADeletion = 15, MessagesAnErasure = 25, MessagesASearch = 5;

    private const string Me = "/api/v1/users/me";

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    private readonly Random _random = new(options.Seed + number);

    public async Task WriteAsync(string user, IReadOnlyList<long> sessions, CancellationToken stop)
    {
        for (var i = 1; !stop.IsCancellationRequested; i++)
        {
            var host = (number + i) % options.Hosts;
            var (session, content) = (sessions[_random.Next(sessions.Count)], $"{number}-{i}");
            var message = await WriteAsync(user, session, content, host);
            if (message is { } id && _random.Next(MessagesASearch) == 0)
                await SearchAsync(user, content, id, isThere: true);
            if (message is { } gone && _random.Next(MessagesADeletion) == 0)
                await DeleteAsync(user, session, content, gone, host);
            if (_random.Next(MessagesAnErasure) == 0)
                await EraseAsync($"throw-away-{number}-{i}", host);
            if (options.Pause > TimeSpan.Zero)
                await Task.Delay(options.Pause, CancellationToken.None);
        }
    }

    /// <returns>The message; null when it was not acknowledged.</returns>
    private async Task<long?> WriteAsync(string user, long session, string content, int host)
    {
        var isAnswered = false;
        var answer = await CallAsync(user, host, client => client.PostAsync($"{ApiClient.Base}/{session}/messages", new { content }), () => isAnswered = true);
        if (answer is null)
        {
            ledger.Doubt(content, isAnswered);
            return null;
        }
        ledger.Acknowledge(host, content, new Acknowledged(user, session, answer.Id, answer["sequence"].GetInt64()));
        return answer.Id;
    }

    private async Task DeleteAsync(string user, long session, string content, long message, int host)
    {
        var isDeleted = await CallAsync(user, host, client => client.DeleteAsync($"{ApiClient.Base}/{session}/messages/{message}")) is not null;
        ledger.Delete(content, isDeleted);
        if (isDeleted)
            await SearchAsync(user, content, message, isThere: false);
    }

    /// <summary>The next call finds what was acknowledged, and no more what was deleted.</summary>
    private async Task SearchAsync(string user, string content, long message, bool isThere)
    {
        if (await CallAsync(user, _random.Next(options.Hosts), client => client.GetAsync(Installation.Search(content))) is not { } answer)
            return;
        ledger.Search();
        if (answer["hits"].EnumerateArray().Any(hit => hit.GetProperty("message").GetProperty("id").GetInt64() == message) != isThere)
            ledger.Complain($"Message {message}, '{content}', {(isThere ? "is not found" : "is found after it was deleted")}");
    }

    /// <summary>A new user writes, then erases the session or everything, on any host.</summary>
    private async Task EraseAsync(string user, int host)
    {
        if (await CallAsync(user, host, client => client.PostAsync(ApiClient.Base, new { title = user })) is not { Id: var session }
            || await CallAsync(user, host, client => client.PostAsync($"{ApiClient.Base}/{session}/messages", new { content = user })) is null)
            return;
        long? erased = _random.Next(2) == 0 ? session : null;
        var path = erased is null ? Me : $"{ApiClient.Base}/{session}?permanent=true";
        if (await CallAsync(user, _random.Next(options.Hosts), client => client.DeleteAsync(path)) is not null)
            ledger.Erase(new Erased(user, erased));
    }

    /// <returns>The answer; null when there was none, or a 503.</returns>
    private async Task<ApiAnswer?> CallAsync(string user, int host, Func<ApiClient, Task<ApiAnswer>> call, Action? refuse = null)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var answer = await call(installation.Client(user, host));
            ledger.Took(clock.Elapsed);
            if (answer.StatusCode == 200)
                return answer;
            refuse?.Invoke();
            if (answer.StatusCode != 503 || answer.Headers.RetryAfter is null)
                ledger.Complain($"{answer.StatusCode} {answer.Body}");
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            // The host has stopped, or is being replaced.
        }
        await Task.Delay(Breath, CancellationToken.None);
        return null;
    }
}

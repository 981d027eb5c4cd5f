namespace Chat.Features.Shared.Users;

/// <summary>A background job that sends commands user by user. Several hosts may run it at once, since commands lock the user.</summary>
internal abstract class UserJob(IServiceScopeFactory scopes, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);

    /// <summary>From the end of a run to the next.</summary>
    protected abstract TimeSpan Interval { get; }

    protected abstract Task RunAsync(CancellationToken token);

    /// <summary>Logs a failure of one user or of the whole run; the next run tries again.</summary>
    protected abstract void Fail(Exception error);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = FirstWait < Interval ? FirstWait : Interval; ; wait = Interval)
        {
            await Task.Delay(wait, time, stoppingToken);
            await TryAsync(() => RunAsync(stoppingToken), stoppingToken);
        }
    }

    /// <summary>Sends a command for each user until <paramref name="record"/> returns false.</summary>
    protected async Task SendForEachAsync<T>(IAsyncEnumerable<string> users, ICommand<T> command, Func<T, bool> record, CancellationToken token)
    {
        await foreach (var user in users.WithCancellation(token))
        {
            // A failure for one user must not stop the others.
            await TryAsync(
                async () =>
                {
                    while (record(await SendAsync(user, command, token)))
                        token.ThrowIfCancellationRequested();
                },
                token);
        }
    }

    private async Task<T> SendAsync<T>(string user, ICommand<T> command, CancellationToken token)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallScope>().Call = new CallContext(new CurrentUser(user));
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command, token);
    }

    private async Task TryAsync(Func<Task> work, CancellationToken token)
    {
        try
        {
            await work();
        }
        catch (Exception error) when (!token.IsCancellationRequested)
        {
            Fail(error);
        }
    }
}

namespace Chat.Features.Shared.Users;

/// <summary>
/// A background job that works user by user, with commands. Several hosts may run it at once: every command takes the user's
/// lock and looks again for something to do.
/// </summary>
internal abstract class UserJob(IServiceScopeFactory scopes, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);

    /// <summary>From the end of a run to the next; the first begins after ten seconds at most.</summary>
    protected abstract TimeSpan Interval { get; }

    protected abstract Task RunAsync(CancellationToken token);

    /// <summary>Logs what went wrong, for one user or with the whole run; the next run tries again.</summary>
    protected abstract void Fail(Exception error);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = FirstWait < Interval ? FirstWait : Interval; ; wait = Interval)
        {
            await Task.Delay(wait, time, stoppingToken);
            await TryAsync(() => RunAsync(stoppingToken), stoppingToken);
        }
    }

    /// <summary>Sends a command for one user after the other, for each until it has nothing more to do.</summary>
    /// <param name="users">The users.</param>
    /// <param name="command">Takes one step.</param>
    /// <param name="record">Takes what a step did; false when it was nothing.</param>
    /// <param name="token">Ends it between two steps.</param>
    protected async Task SendForEachAsync<T>(IAsyncEnumerable<string> users, ICommand<T> command, Func<T, bool> record, CancellationToken token)
    {
        await foreach (var user in users.WithCancellation(token))
        {
            // One user's trouble must not keep the job from the others.
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

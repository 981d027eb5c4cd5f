namespace Chat.AgentFramework.History;

/// <summary>Tries a call until the service is back or the time is over, under one idempotency key.</summary>
internal static class Patience
{
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(5);

    /// <param name="call">Gets the key.</param>
    /// <param name="most">The time for all tries together.</param>
    /// <param name="token">Ends it.</param>
    /// <exception cref="ChatException">The call is refused, or the time was over between two tries.</exception>
    /// <exception cref="TimeoutException">The time was over within a try.</exception>
    internal static async Task<T> RunAsync<T>(Func<string, CancellationToken, Task<T>> call, TimeSpan most, CancellationToken token)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(most);
        var key = Guid.NewGuid().ToString("N");
        for (var pause = TimeSpan.FromMilliseconds(200); ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, MaxPause.Ticks)))
        {
            try
            {
                return await call(key, limit.Token);
            }
            catch (ChatException error) when (error.IsTransient)
            {
                await Task.Delay(error.RetryAfter ?? pause, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                token.ThrowIfCancellationRequested();
                if (limit.IsCancellationRequested)
                    throw;
            }
            catch (OperationCanceledException late) when (!token.IsCancellationRequested)
            {
                throw new TimeoutException($"The service did not answer within {most.TotalSeconds} s", late);
            }
        }
    }
}

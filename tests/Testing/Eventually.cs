using System.Diagnostics;
using Xunit;

namespace Chat.Testing;

/// <summary>Waits for other threads or processes; only a failure reaches the time limit.</summary>
public static class Eventually
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    /// <summary>Repeats the check until it holds.</summary>
    /// <exception cref="TimeoutException">It never was.</exception>
    public static async Task HoldsAsync(string what, Func<Task<bool>> ask)
    {
        var clock = Stopwatch.StartNew();
        while (!await ask())
        {
            if (clock.Elapsed > Bound)
                throw new TimeoutException($"In {Bound.TotalSeconds} s it never came true: {what}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public static Task HoldsAsync(string what, Func<bool> ask) => HoldsAsync(what, () => Task.FromResult(ask()));
}

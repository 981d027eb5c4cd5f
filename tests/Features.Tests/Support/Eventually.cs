using System.Diagnostics;

namespace Features.Tests.Support;

/// <summary>Waits for what other threads or processes do, with a bound that only a failure reaches.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    /// <summary>Asks again and again until the answer is yes.</summary>
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

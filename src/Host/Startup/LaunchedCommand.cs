namespace Chat.Host.Startup;

/// <summary>A command of the service's own, which fails with the same one line as a start.</summary>
/// <typeparam name="T">Its command line.</typeparam>
public abstract class LaunchedCommand<T> : JasperFxAsyncCommand<T>
{
    /// <inheritdoc/>
    public sealed override async Task<bool> Execute(T input) => await Launch.RunAsync(async () => await RunAsync(input) ? 0 : 1) == 0;

    /// <summary>Does the work.</summary>
    /// <returns>False when the program is to exit with 1.</returns>
    protected abstract Task<bool> RunAsync(T input);
}

namespace Chat.Host.Startup;

/// <summary>A command whose expected failures print one line, as in <see cref="Launch"/>.</summary>
internal abstract class LaunchedCommand<T> : JasperFxAsyncCommand<T>
{
    public sealed override async Task<bool> Execute(T input) => await Launch.RunAsync(async () => await RunAsync(input) ? 0 : 1) == 0;

    /// <returns>False for exit code 1.</returns>
    protected abstract Task<bool> RunAsync(T input);
}

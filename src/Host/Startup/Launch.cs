namespace Chat.Host.Startup;

/// <summary>Turns expected failures into one line on stderr and exit code 1, without a stack trace.</summary>
internal static class Launch
{
    public static async Task<int> RunAsync(Func<Task<int>> program)
    {
        // The language of the machine must not change how numbers are written.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return await program();
        }
        catch (OperationCanceledException)
        {
            return 0; // Stopped by a signal during the start.
        }
        catch (Exception error) when (error is StartupException or IOException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync("chat: " + error.Message.ReplaceLineEndings(" "));
            return 1;
        }
    }
}

namespace Chat.Host.Startup;

/// <summary>Runs the program. What a person can put right ends it with one line on stderr and exit code 1, without a stack trace.</summary>
internal static class Launch
{
    public static async Task<int> RunAsync(Func<Task<int>> program)
    {
        try
        {
            return await program();
        }
        catch (OperationCanceledException)
        {
            return 0; // Stopped by a signal while still starting.
        }
        catch (Exception error) when (error is StartupException or IOException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync("chat: " + error.Message.ReplaceLineEndings(" "));
            return 1;
        }
    }
}

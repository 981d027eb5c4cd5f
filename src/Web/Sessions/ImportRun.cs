namespace Chat.Web.Sessions;

/// <summary>Stores the conversations of a file.</summary>
internal sealed class ImportRun(IChatApi chat)
{
    public event Action? Changed;

    public bool IsRunning { get; private set; }

    /// <summary>How far it is, or how it ended; null before.</summary>
    public ImportLine? Line { get; private set; }

    public ChatException? Error { get; private set; }

    /// <summary>Whether the file could not be read.</summary>
    public bool IsBroken { get; private set; }

    public async Task RunAsync(Func<Stream> open, ImportFormat? format)
    {
        if (IsRunning)
            return;
        (IsRunning, Line, Error, IsBroken) = (true, null, null, false);
        Changed?.Invoke();
        try
        {
            await foreach (var line in chat.ImportAsync(open(), format))
            {
                Line = line;
                Changed?.Invoke();
            }
        }
        catch (ChatException error)
        {
            Error = error;
        }
        catch (IOException)
        {
            IsBroken = true;
        }
        finally
        {
            IsRunning = false;
            Changed?.Invoke();
        }
    }
}

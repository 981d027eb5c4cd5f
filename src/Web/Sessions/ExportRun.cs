using Chat.Web.Shared;

namespace Chat.Web.Sessions;

/// <summary>Brings everything of the user into a file.</summary>
internal sealed class ExportRun(IChatApi chat, Downloads downloads, TimeProvider time)
{
    public event Action? Changed;

    public bool IsRunning { get; private set; }

    /// <summary>How much came so far.</summary>
    public long Bytes { get; private set; }

    public bool IsDone { get; private set; }

    public ChatException? Error { get; private set; }

    /// <summary>Whether the connection broke within the file: then there is none.</summary>
    public bool IsBroken { get; private set; }

    public async Task RunAsync()
    {
        if (IsRunning)
            return;
        (IsRunning, Bytes, IsDone, Error, IsBroken) = (true, 0, false, null, false);
        Changed?.Invoke();
        try
        {
            await using var export = await chat.ExportAsync();
            await downloads.SaveAsync(export, $"chat-{time.GetLocalNow():yyyy-MM-dd}.jsonl", "application/x-ndjson", Advance);
            IsDone = true;
        }
        catch (ChatException error)
        {
            Error = error;
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            IsBroken = true;
        }
        finally
        {
            IsRunning = false;
            Changed?.Invoke();
        }
    }

    private void Advance(long bytes)
    {
        Bytes = bytes;
        Changed?.Invoke();
    }
}

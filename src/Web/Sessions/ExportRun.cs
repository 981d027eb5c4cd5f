using Chat.Web.Shared;
using Chat.Web.SignIn;

namespace Chat.Web.Sessions;

/// <summary>Brings everything of the user into a file.</summary>
internal sealed class ExportRun(IChatApi chat, CurrentUser user, Downloads downloads, TimeProvider time) : Transfer(user)
{
    /// <summary>How much came so far.</summary>
    public long Bytes { get; private set; }

    public bool IsDone { get; private set; }

    public Task RunAsync() => RunAsync(async token =>
    {
        await using var export = await chat.ExportAsync(token);
        await downloads.SaveAsync(export, $"chat-{time.GetLocalNow():yyyy-MM-dd}.jsonl", "application/x-ndjson", Advance, token);
        token.ThrowIfCancellationRequested();
        IsDone = true;
    });

    protected override void Forget() => (Bytes, IsDone) = (0, false);

    private void Advance(long bytes)
    {
        Bytes = bytes;
        Advance();
    }
}

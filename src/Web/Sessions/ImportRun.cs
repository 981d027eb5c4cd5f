using Chat.Web.SignIn;

namespace Chat.Web.Sessions;

/// <summary>Stores the conversations of a file.</summary>
internal sealed class ImportRun(IChatApi chat, CurrentUser user) : Transfer(user)
{
    /// <summary>How far it is, or how it ended; null before.</summary>
    public ImportLine? Line { get; private set; }

    public Task RunAsync(Func<Stream> open, ImportFormat? format) => RunAsync(async token =>
    {
        await foreach (var line in chat.ImportAsync(open(), format, cancellationToken: token))
        {
            token.ThrowIfCancellationRequested();
            Line = line;
            Advance();
        }
    });

    protected override void Forget() => Line = null;
}

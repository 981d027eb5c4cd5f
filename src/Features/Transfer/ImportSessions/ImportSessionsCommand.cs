namespace Chat.Features.Transfer.ImportSessions;

/// <summary>Stores the sessions of a file as sessions of the current user.</summary>
public sealed record ImportSessionsCommand(
    [Description("What the file is: an export of this service (by default), the `conversations.json` of a ChatGPT export, or an Open WebUI chat export.")] ImportFormat? Format = null)
    : ICommand<ImportSessionsResponse>, IFromUrl<ImportSessionsCommand>
{
    /// <summary>A number that neither appends nor the storing of sessions use.</summary>
    private const int OfFiles = 101;

    /// <summary>The file.</summary>
    public Stream File { get; init; } = Stream.Null;

    /// <summary>Told how far it is.</summary>
    public Func<ImportProgress, ValueTask> Tell { get; init; } = static _ => ValueTask.CompletedTask;

    // A user's files are read one after another, beside all other calls.
    int? ICommand.ConcurrencyKey => OfFiles;

    bool ICommand.IsStreamed => true;
}

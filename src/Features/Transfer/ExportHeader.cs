namespace Chat.Features.Transfer;

/// <summary>The first line of an export.</summary>
/// <param name="Format"><c>chat-export</c>.</param>
/// <param name="Version">The version of the format.</param>
/// <param name="UserId">Whose sessions follow.</param>
/// <param name="ExportedAt">The time of the snapshot.</param>
public sealed record ExportHeader(string Format, [Range(1, ExportHeader.CurrentVersion)] long Version, string UserId, DateTimeOffset ExportedAt)
{
    internal const string ChatExport = "chat-export";

    internal const int CurrentVersion = 1;
}

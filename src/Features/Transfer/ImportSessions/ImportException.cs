namespace Chat.Features.Transfer.ImportSessions;

/// <summary>A line is wrong: the import stops.</summary>
internal sealed class ImportException(long line, string detail) : Exception(detail)
{
    internal long Line { get; } = line;
}

namespace Chat.Features.Transfer.ImportSessions;

/// <summary>Reads the files of one format.</summary>
internal interface IImportReader
{
    /// <summary>All of a file, in constant memory.</summary>
    /// <exception cref="ImportException">A line or a conversation can't be read.</exception>
    /// <exception cref="InvalidRequestException">The first line can't be read.</exception>
    /// <exception cref="UnsupportedBodyException">The file, a line or a conversation is too large.</exception>
    IAsyncEnumerable<ImportItem> ReadAsync(BoundedStream file, CancellationToken token);
}

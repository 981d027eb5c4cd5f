using System.Runtime.CompilerServices;

namespace Chat.Features.Transfer.ImportSessions;

/// <summary>Reads an export of this service: lines of JSON.</summary>
internal sealed class ExportReader(ChatOptions options, IValidator<ExportHeader> headerRules) : IImportReader
{
    private const int MostOfHeader = 64 * 1024;

    // A character has 12 bytes at most, as two escapes of UTF-16; metadata and all else are far below the rest.
    private readonly int _mostBytes = JsonBody.MaxBytes + 12 * Math.Max(0, options.LargestMessageLength - 50_000);

    public async IAsyncEnumerable<ImportItem> ReadAsync(BoundedStream file, [EnumeratorCancellation] CancellationToken token)
    {
        var lines = new LineReader(file, _mostBytes);
        var header = ReadHeader(await HeaderAsync(lines, token));
        while (await lines.NextAsync(token) is { } line)
        {
            var item = Read(line.Span, lines.Line, header);
            yield return item;
            if (item is not EndItem)
                continue;
            if (await lines.NextAsync(token) is not null)
                throw new ImportException(lines.Line, "nothing may follow the end");
            yield break;
        }
        yield return new EndItem(lines.Line + 1, IsTruncated: true);
    }

    // Tools that know the body as JSON may have broken the header into lines.
    private static async Task<byte[]> HeaderAsync(LineReader lines, CancellationToken token)
    {
        var header = (await lines.NextAsync(token) ?? default).ToArray();
        while (header.Length < MostOfHeader && IsUnfinished(header) && await lines.NextAsync(token) is { } more)
            header = [.. header, .. more.Span];
        return header;
    }

    private static bool IsUnfinished(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: false, state: default);
        try
        {
            using var whole = JsonDocument.TryParseValue(ref reader, out var document) ? document : null;
            return whole is null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private ExportHeader ReadHeader(ReadOnlySpan<byte> json)
    {
        var header = JsonBody.Deserialize<ExportHeader>(json);
        headerRules.ValidateAndThrow(header);
        return header.Format == ExportHeader.ChatExport
            ? header
            : throw new InvalidRequestException("format", $"format must be {ExportHeader.ChatExport}");
    }

    private static ImportItem Read(ReadOnlySpan<byte> json, long number, ExportHeader header)
    {
        ImportLine line;
        try
        {
            line = JsonBody.Deserialize<ImportLine>(json);
        }
        catch (InvalidRequestException error)
        {
            throw new ImportException(number, error.Message);
        }
        return line switch
        {
            { Session: { } session, Message: null, Revision: null, End: null } => new SessionItem(number, Session(session, number, header), session.MessageCount),
            { Message: { } message, Session: null, Revision: null, End: null } => new MessageItem(number, Message(message)),
            { Revision: { } revision, Session: null, Message: null, End: null } => new RevisionItem(number, Message(revision)),
            { End: true, Session: null, Message: null, Revision: null } => new EndItem(number, IsTruncated: false),
            _ => throw new ImportException(number, "the line must hold a session, a message, a revision or the end"),
        };
    }

    private static SourceSession Session(ImportLineSession session, long line, ExportHeader header) => new(
        new SessionSource(ExportHeader.ChatExport, session.Id?.ToString(CultureInfo.InvariantCulture) ?? throw new ImportException(line, "id must be given"), header.UserId),
        session.Title ?? "",
        session.AgentType ?? AgentType.Primary,
        session.IsActive ?? false,
        session.Metadata is { } metadata and not { ValueKind: JsonValueKind.Null } ? metadata : ChatJson.EmptyObject,
        session.CreatedAt ?? throw new ImportException(line, "created_at must be given"));

    // An old message may lack its last change. No more comes to one that was streaming.
    private static ChatMessage Message(ChatMessage message) => message with
    {
        UpdatedAt = message.UpdatedAt == default ? message.CreatedAt : message.UpdatedAt,
        Status = message.Status == MessageStatus.Streaming ? MessageStatus.Interrupted : message.Status,
    };
}

using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Metadata;

namespace Chat.Features.Transfer.ExportUser;

/// <summary>Everything of a user from one snapshot, which the storage session holds open. Write it once.</summary>
public sealed partial class UserExport : IResult, IEndpointMetadataProvider
{
    private const long SessionsAPage = 100, MessagesAPage = 2_000;

    // A reader that takes nothing for this long is disconnected, and a snapshot is held no longer than this: it keeps dead rows.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20), MostTime = TimeSpan.FromHours(1);

    private static readonly SqlStatement Sessions = SqlStatement.Load("ExportSessions"), Messages = SqlStatement.Load("ExportMessages");

    private readonly IDocumentSession _storage;
    private readonly ExportHeader _header;
    private readonly IReadOnlyList<ExportedSession> _first;
    private long _sessions, _messages;

    internal UserExport(IDocumentSession storage, string userId, DateTimeOffset at, IReadOnlyList<ExportedSession> first) =>
        (_storage, _header, _first) = (storage, new ExportHeader(ExportHeader.ChatExport, ExportHeader.CurrentVersion, userId, at), first);

    /// <summary>Writes all lines.</summary>
    /// <exception cref="TimeoutException">The reader takes nothing, or the whole takes too long.</exception>
    public async Task WriteAsync(PipeWriter output, Action<long, long> progress, CancellationToken token)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(token);
        end.CancelAfter(MostTime);
        var lines = new LineStream(output, Patience);
        lines.Write(_header);
        await lines.FlushAsync(end.Token);
        for (var page = _first; page.Count > 0; page = page.Count < SessionsAPage ? [] : await SessionsAsync(_storage, page[^1].Id, end.Token))
        {
            foreach (var session in page)
            {
                await WriteAsync(session, lines, end.Token);
                progress(_sessions, _messages);
            }
        }
        lines.Write(new ExportEnd(true, _sessions, _messages));
        await lines.FlushAsync(end.Token);
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, token) = (httpContext.Response, httpContext.RequestAborted);
        var isCompressed = AcceptsGzip(httpContext.Request);
        response.ContentType = LineStream.MediaType;
        response.Headers.ContentDisposition = "attachment; filename=\"chat-export.ndjson\"";
        response.Headers.AppendCommaSeparatedValues(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (isCompressed)
            response.Headers.ContentEncoding = "gzip";
        try
        {
            // For a HEAD these are all.
            if ((await response.BodyWriter.FlushAsync(token)).IsCompleted)
                return;
            var output = isCompressed
                ? PipeWriter.Create(new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true))
                : response.BodyWriter;
            await WriteAsync(output, static (_, _) => { }, token);
            if (isCompressed)
                await output.CompleteAsync();
        }
        catch (Exception error) when (response.HasStarted)
        {
            // Too late for an error response. Without its end the file does not look whole.
            if (!token.IsCancellationRequested)
                LogBroken(httpContext.RequestServices.GetRequiredService<ILogger<UserExport>>(), FaultReport.Of(error));
            httpContext.Abort();
        }
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(ExportLine), [LineStream.MediaType]));

    internal static Task<IReadOnlyList<ExportedSession>> SessionsAsync(IDocumentSession storage, long after, CancellationToken token) =>
        storage.RowsAsync(Sessions, ExportedSession.Of, token, ("tenant", storage.TenantId), ("after", after), ("most", SessionsAPage));

    private async Task WriteAsync(ExportedSession session, LineStream lines, CancellationToken token)
    {
        lines.WriteText(session.Line);
        _sessions++;
        for (var after = 0L; after < session.MessageCount; after += MessagesAPage)
        {
            var query = new EachRow(Messages.Text, Messages.Values(("tenant", _storage.TenantId), ("session", session.Id), ("after", after), ("until", after + MessagesAPage)), WriteRowAsync);
            await _storage.AskAsync(batch => batch.AddItem(query), token);
        }

        ValueTask WriteRowAsync(NpgsqlDataReader row, CancellationToken stop)
        {
            if (row.GetInt64(0) == 0)
                _messages++;
            return lines.WriteAsync(row, 1, stop);
        }
    }

    private static bool AcceptsGzip(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var codings)
        && codings.Any(coding => coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && coding.Quality is not 0);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An export broke off; its reader must ask for it again: {Fault}")]
    private static partial void LogBroken(ILogger logger, string fault);
}

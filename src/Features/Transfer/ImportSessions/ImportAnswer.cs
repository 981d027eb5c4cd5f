namespace Chat.Features.Transfer.ImportSessions;

/// <summary>The answer of an import: lines that begin with the first progress.</summary>
internal sealed partial class ImportAnswer(HttpContext call)
{
    // A client that reads nothing while it sends must not stop its own import: what is told is less than the buffers of a connection.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private LineStream? _lines;

    internal async Task SendAsync(ImportSessionsCommand command, IMediator mediator)
    {
        var token = call.RequestAborted;
        try
        {
            var file = StreamedBody.Open(call.Request, call.RequestServices.GetRequiredService<IOptions<ChatOptions>>().Value);
            await WriteAsync(await mediator.Send(command with { File = file, Tell = progress => WriteAsync(progress, token) }, token), token);
        }
        catch (Exception error) when (call.Response.HasStarted)
        {
            if (token.IsCancellationRequested)
                return;
            LogBroken(call.RequestServices.GetRequiredService<ILogger<ImportAnswer>>(), FaultReport.Of(error));
            await WriteAsync(new ImportSessionsFault(new ImportNote(0, "The import broke off; send the file again: what is stored is skipped then")), token);
        }
    }

    private ValueTask WriteAsync<T>(T line, CancellationToken token)
    {
        if (_lines is null)
        {
            call.Response.ContentType = LineStream.MediaType;
            call.SetLocation(ApiRoutes.Sessions);
            _lines = new LineStream(call.Response.BodyWriter, Patience);
        }
        _lines.Write(line);
        return _lines.FlushAsync(token);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An import broke off; what it stored stays: {Fault}")]
    private static partial void LogBroken(ILogger logger, string fault);
}

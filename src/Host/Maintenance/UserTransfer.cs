using System.IO.Pipelines;
using Chat.Features.Transfer.ExportUser;
using Chat.Features.Transfer.ImportSessions;
using FluentValidation;
using MediatR;

namespace Chat.Host.Maintenance;

/// <summary>Exports and imports a user's sessions as the endpoints do, from and to files; tells its progress.</summary>
internal sealed class UserTransfer(IServiceProvider services, string user, TextWriter progress)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _next = Every;

    /// <summary>Writes an export.</summary>
    /// <param name="file">Exists only when it is whole; empty for the standard output.</param>
    /// <param name="token">Stops it.</param>
    public async Task<bool> ExportAsync(string file, CancellationToken token)
    {
        if (file.Length == 0)
        {
            await ExportAsync(Console.OpenStandardOutput(), token);
            return true;
        }
        var part = file + ".part";
        try
        {
            await using (var output = new FileStream(part, FileMode.Create, FileAccess.Write))
                await ExportAsync(output, token);
            File.Move(part, file, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
        return true;
    }

    /// <summary>Reads an export, or the file of another service.</summary>
    /// <param name="file">Empty for the standard input.</param>
    /// <param name="format">What it is.</param>
    /// <param name="token">Stops it; what was stored stays.</param>
    /// <returns>False when it was not read to its end.</returns>
    public async Task<bool> ImportAsync(string file, ImportFormat format, CancellationToken token)
    {
        await using var input = file.Length == 0 ? Console.OpenStandardInput() : File.OpenRead(file);
        await using var scope = Open();
        ImportSessionsResponse result;
        try
        {
            result = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ImportSessionsCommand(format) { File = input, Tell = TellAsync }, token);
        }
        catch (Exception error) when (error is InvalidRequestException or ValidationException or UnsupportedBodyException or BusyException)
        {
            throw new StartupException(error.Message);
        }
        await progress.WriteLineAsync($"imported {result.Sessions:N0} sessions with {result.Messages:N0} messages for {user} in {_clock.Elapsed.TotalSeconds:N1} s; skipped {result.Skipped:N0}");
        if (result.Error is { } wrong)
            throw new StartupException($"line {wrong.Line}: {wrong.Detail}");
        return result.Truncated is null ? true : throw new StartupException("the file is cut off; what is whole of it was stored");

        async ValueTask TellAsync(ImportProgress soFar)
        {
            if (soFar.Note is { } note)
                await progress.WriteLineAsync($"passed over {note.Line:N0}: {note.Detail}");
            if (IsTime())
                await progress.WriteLineAsync($"… {soFar.Sessions:N0} sessions, {soFar.Messages:N0} messages, {soFar.Skipped:N0} skipped");
        }
    }

    private async Task ExportAsync(Stream output, CancellationToken token)
    {
        await using var scope = Open();
        var export = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ExportUserQuery(), token);
        var (sessions, messages) = (0L, 0L);
        var writer = PipeWriter.Create(output, new StreamPipeWriterOptions(leaveOpen: true));
        await export.WriteAsync(writer, Tell, token);
        await writer.CompleteAsync();
        await progress.WriteLineAsync($"exported {sessions:N0} sessions with {messages:N0} messages of {user} in {_clock.Elapsed.TotalSeconds:N1} s");

        void Tell(long sessionsSoFar, long messagesSoFar)
        {
            (sessions, messages) = (sessionsSoFar, messagesSoFar);
            if (IsTime())
                progress.WriteLine($"… {sessions:N0} sessions, {messages:N0} messages");
        }
    }

    private bool IsTime()
    {
        if (_clock.Elapsed < _next)
            return false;
        _next = _clock.Elapsed + Every;
        return true;
    }

    private AsyncServiceScope Open()
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallScope>().Call = new CallContext(new CurrentUser(user));
        return scope;
    }
}

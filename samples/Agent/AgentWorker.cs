using System.Collections.Concurrent;

namespace Chat.Agent;

/// <summary>Watches a user's sessions and has each question answered: new ones, and those that somebody left.</summary>
/// <remarks>Any number of instances may run. Which of them answers is decided in <see cref="Answers"/>.</remarks>
public sealed partial class AgentWorker(IChatApi chat, Answers answers, AgentSettings settings, ILogger<AgentWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<long, Task> _sessions = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LogStart(settings.User, settings.Service);
        await foreach (var e in chat.WatchAsync(cancellationToken: stoppingToken))
        {
            switch (e)
            {
                case MessageEvent { Type: EventTypes.MessagePosted, Message.MessageType: MessageType.User } posted:
                    LookAt(posted.Message.SessionId, stoppingToken);
                    break;
                case MessageEvent { Type: EventTypes.MessageInterrupted } interrupted:
                    LookAt(interrupted.Message.SessionId, stoppingToken);
                    break;
                // A reset is the first event: what is there is looked at when nothing that comes can be missed.
                case SessionEvent { Type: EventTypes.SessionCopied } or Reset:
                    await LookAtAllAsync(stoppingToken);
                    break;
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_sessions.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task LookAtAllAsync(CancellationToken token)
    {
        while (true)
        {
            try
            {
                await foreach (var session in chat.ListSessionsAsync(isActive: true).WithCancellation(token))
                    LookAt(session.Id, token);
                return;
            }
            catch (ChatException error) when (error.IsTransient)
            {
                LogAway(error.Detail);
                await Task.Delay(Pause, token);
            }
        }
    }

    // One answer of a session after another: a look begins when the one before has ended.
    private void LookAt(long session, CancellationToken token) =>
        _ = _sessions.AddOrUpdate(session, id => LookAsync(id, Task.CompletedTask, token), (id, before) => LookAsync(id, before, token));

    private async Task LookAsync(long session, Task before, CancellationToken token)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!token.IsCancellationRequested)
        {
            try
            {
                if (await answers.AnswerAsync(session, token) is not { } again)
                    return;
                await Task.Delay(again, token);
            }
            catch (OperationCanceledException) when (token.IsCancellationRequested)
            {
                return;
            }
            catch (ChatException error) when (!error.IsTransient)
            {
                LogError(session, error.Detail);
                return;
            }
            catch (Exception error) when (error is ChatException or HttpRequestException)
            {
                LogError(session, error.Message);
                await Task.Delay(Pause, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Answering {User} at {Service}")]
    private partial void LogStart(string user, Uri service);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session}: {Problem}")]
    private partial void LogError(long session, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sessions can't be listed: {Problem}")]
    private partial void LogAway(string problem);
}

namespace Chat.Agent;

/// <summary>Watches a user's sessions and has each question answered: new ones, and those that somebody left.</summary>
/// <remarks>Any number of instances may run. Which of them answers is decided in <see cref="Answers"/>.</remarks>
public sealed partial class AgentWorker(IChatApi chat, Answers answers, AgentSettings settings, ILogger<AgentWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // Of each session: what wakes its look, and the look. Only the loop over the events adds to it.
    private readonly Dictionary<long, (SemaphoreSlim Wake, Task Looking)> _sessions = [];

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
                // Of another instance, or of the user who stopped it.
                case MessageEvent { Type: EventTypes.MessageFinished or EventTypes.MessageInterrupted or EventTypes.MessageEdited } changed:
                    LookAt(changed.Message.SessionId, stoppingToken);
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
        await Task.WhenAll(_sessions.Values.Select(session => session.Looking)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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

    private void LookAt(long id, CancellationToken token)
    {
        if (!_sessions.TryGetValue(id, out var session))
        {
            var wake = new SemaphoreSlim(0);
            session = _sessions[id] = (wake, LookAsync(id, wake, token));
        }
        session.Wake.Release();
    }

    // One answer of a session after another. What happens in it meanwhile is looked at afterwards.
    private async Task LookAsync(long id, SemaphoreSlim wake, CancellationToken token)
    {
        TimeSpan? again = null;
        while (true)
        {
            await wake.WaitAsync(again ?? Timeout.InfiniteTimeSpan, token);
            while (await wake.WaitAsync(TimeSpan.Zero, token))
            {
                // Several events are one look.
            }
            try
            {
                again = await answers.AnswerAsync(id, token);
            }
            catch (ChatException error)
            {
                LogError(id, error.Detail);
                again = error.IsTransient ? Pause : null;
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

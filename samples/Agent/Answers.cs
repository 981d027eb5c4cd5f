using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Chat.Agent;

/// <summary>
/// Answers the questions of a session, oldest first. Of all instances one writes an attempt: it begins under an idempotency key that names question and
/// attempt, with a body that names the instance; a second body under the key is a 409. An attempt without a sign of life is aborted by whoever sees it,
/// and the next begins.
/// </summary>
public sealed partial class Answers(IChatApi chat, IChatClient model, AgentSettings settings, TimeProvider time, ILogger<Answers> logger)
{
    private const int Newest = 100;

    private readonly string _instance = $"{Environment.MachineName}-{Guid.NewGuid():N}";

    /// <returns>When to look again, while another instance writes; null when everything is answered.</returns>
    /// <exception cref="ChatException">The service does not answer, or refuses.</exception>
    public async Task<TimeSpan?> AnswerAsync(long sessionId, CancellationToken token)
    {
        while (true)
        {
            var session = await chat.GetSessionAsync(sessionId, includeMessages: false, token);
            var newest = await chat.WalkMessagesAsync(sessionId, Newest, beforeSequence: session.MessageCount + 1, cancellationToken: token);
            if (Question.OldestOf(newest.Messages) is not { } question)
                return null;
            if ((question.Growing ?? question.Unclear) is { } open)
            {
                var silence = time.GetUtcNow() - open.UpdatedAt;
                if (silence < settings.Abandoned)
                    return settings.Abandoned - silence + TimeSpan.FromSeconds(1);
                if (await EndAsync(open, Question.Left))
                    continue;
                // Another agent's, of which nobody says why it ended: the service interrupts it in time.
                if (open.Status == MessageStatus.Streaming)
                    return settings.Abandoned;
            }
            if (await BeginAsync(session, question, token) is not { } draft)
                return settings.Abandoned;
            await WriteAsync(session, question, draft, token);
        }
    }

    /// <returns>Null when another instance was faster.</returns>
    private async Task<MessageDraft?> BeginAsync(SessionWithMessages session, Question question, CancellationToken token)
    {
        var attempt = question.Attempts.Count + 1;
        var metadata = new JsonObject { [Question.Answers] = question.Message.Id, ["attempt"] = attempt, ["instance"] = _instance };
        try
        {
            return await chat.StartMessageAsync(session.Id, session.AgentType, metadata, $"answer-{question.Message.Id}-{attempt}", cancellationToken: token);
        }
        catch (ChatException error) when (error.Status == HttpStatusCode.Conflict)
        {
            return null;
        }
    }

    private async Task WriteAsync(SessionWithMessages session, Question question, MessageDraft draft, CancellationToken token)
    {
        try
        {
            await using (draft)
            {
                LogBegin(question.Message.Id, session.Id, question.Attempts.Count + 1);
                if (question.Failures >= settings.Attempts)
                    await draft.AppendAsync("I could not answer this. Please try again.", token);
                else
                    await draft.AppendAsync(TextAsync(session.Id, question, token), token);
            }
            LogEnd(question.Message.Id, draft.Length);
        }
        catch (ChatException error) when (error.Status is HttpStatusCode.Conflict or HttpStatusCode.NotFound)
        {
            LogFailed(question.Message.Id, error.Detail);
            await EndAsync(draft.Message, Question.Stopped);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            await EndAsync(draft.Message, Question.Left);
            throw;
        }
        catch (Exception error) when (error is not ChatException { IsTransient: true })
        {
            // The model's, whatever it is, or what it says is too long: the next attempt may work.
            LogFailed(question.Message.Id, error.GetType().Name);
            await EndAsync(draft.Message, Question.Failed);
        }
    }

    private async IAsyncEnumerable<string> TextAsync(long sessionId, Question question, [EnumeratorCancellation] CancellationToken token)
    {
        var context = await chat.GetContextAsync(sessionId, settings.ContextTokens, token);
        // Up to the question: what came after it is answered after it.
        var messages = context.Messages
            .Where(message => message.Sequence <= question.Message.Sequence && message.Status == MessageStatus.Complete)
            .Append(question.Message)
            .DistinctBy(message => message.Id)
            .Select(message => new ChatMessage(new ChatRole(message.MessageType.ToString().ToLowerInvariant()), message.Content));
        var options = new ChatOptions { AdditionalProperties = new() { [BuiltInModel.Attempt] = question.Failures + 1 } };
        await foreach (var update in model.GetStreamingResponseAsync(messages, options, token))
            yield return update.Text;
    }

    // Not cancelled: an instance that is stopped says so.
    /// <returns>False when it is another agent's, which only that may end.</returns>
    private async Task<bool> EndAsync(Message answer, string why)
    {
        try
        {
            var interrupted = await chat.AbortMessageAsync(answer.SessionId, answer.Id);
            if (Question.EndOf(interrupted) is null)
                await chat.EditMessageAsync(answer.SessionId, answer.Id, new MessageChange(Metadata: new JsonObject { [Question.Ended] = why }));
        }
        catch (ChatException error) when (error.Status is HttpStatusCode.Conflict or HttpStatusCode.NotFound)
        {
            // It was finished, deleted or erased: the next look shows it.
        }
        catch (ChatException error) when (error.Status == HttpStatusCode.Forbidden)
        {
            return false;
        }
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Answering message {Question} of session {Session}, attempt {Attempt}")]
    private partial void LogBegin(long question, long session, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Answered message {Question} with {Length} code points")]
    private partial void LogEnd(long question, long length);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The answer to message {Question} failed: {Problem}")]
    private partial void LogFailed(long question, string problem);
}

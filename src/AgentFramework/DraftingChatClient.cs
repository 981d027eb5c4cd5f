using System.Runtime.CompilerServices;
using Chat.AgentFramework.Drafts;

namespace Chat.AgentFramework;

/// <summary>
/// Stores a run of an agent while it goes on: the question before the model is asked, results of tools before it is asked again, and the text of its answer as a draft
/// while it comes. So a consumer that breaks off, a cancelled run, a model that fails and a process that dies leave the question and what there was of the answer, whose
/// message is <see cref="MessageStatus.Interrupted"/>. The history provider then stores only what is not stored yet.
/// </summary>
/// <remarks>
/// Without streaming there are no drafts, only the question is stored before. Outside of runs of agents with this history nothing is stored. A draft that can't be written
/// any more ends the run with a <see cref="ChatException"/>: so whoever gives the message up stops the agent.
/// </remarks>
/// <param name="innerClient">The model.</param>
/// <param name="history">The history provider of the agent.</param>
public sealed class DraftingChatClient(IChatClient innerClient, ChatSessionHistoryProvider history) : DelegatingChatClient(innerClient)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var input = messages.ToList();
        if (history.CurrentRun is { } run)
            await history.StoreInputAsync(run, input, cancellationToken);
        return await base.GetResponseAsync(input, options, cancellationToken);
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var input = messages.ToList();
        if (history.CurrentRun is not { } run)
        {
            await foreach (var update in base.GetStreamingResponseAsync(input, options, cancellationToken))
                yield return update;
            yield break;
        }

        await history.StoreInputAsync(run, input, cancellationToken);
        var answer = new DraftedAnswer(history, run);
        var isComplete = false;
        try
        {
            await foreach (var update in base.GetStreamingResponseAsync(input, options, cancellationToken))
            {
                await answer.AddAsync(update, cancellationToken);
                yield return update;
            }
            await answer.CompleteAsync();
            isComplete = true;
        }
        finally
        {
            // Also when the consumer does not go on.
            if (!isComplete)
                await answer.GiveUpAsync();
        }
    }
}

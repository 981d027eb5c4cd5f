using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Client.Tests.AgentFramework;

/// <summary>A model that answers one call after the other as it is told; the last answer again and again.</summary>
internal sealed class ScriptedModel(params ScriptedModel.Turn[] turns) : IChatClient
{
    private int _calls;

    internal delegate IAsyncEnumerable<ChatResponseUpdate> Turn(IReadOnlyList<ChatMessage> input, CancellationToken token);

    /// <summary>What it was asked, call by call.</summary>
    internal ConcurrentQueue<IReadOnlyList<ChatMessage>> Inputs { get; } = [];

    /// <summary>The last of them, as <c>role: text</c>; contents that are no text as their kind.</summary>
    internal IReadOnlyList<string> LastInput => [.. Inputs.Last().Select(Describe)];

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var input = messages.Select(message => message.Clone()).ToList();
        Inputs.Enqueue(input);
        return turns[Math.Min(Interlocked.Increment(ref _calls), turns.Length) - 1](input, cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // Nothing is open.
    }

    /// <summary>Text in pieces.</summary>
    internal static Turn Says(params string[] texts) => (_, token) => StreamAsync(texts, null, token);

    /// <summary>Text in pieces, then an error.</summary>
    internal static Turn Fails(params string[] texts) => (_, token) => StreamAsync(texts, () => throw new InvalidOperationException("The model fell over"), token);

    /// <summary>Text in pieces, then nothing until the run is cancelled.</summary>
    internal static Turn Waits(params string[] texts) => (_, token) => StreamAsync(texts, () => Task.Delay(Timeout.Infinite, token), token);

    /// <summary>A message with any contents.</summary>
    internal static Turn Gives(params AIContent[] contents) => (_, _) => Once(new ChatResponseUpdate(ChatRole.Assistant, [.. contents]) { MessageId = NewId() });

    /// <summary>A call of a tool.</summary>
    internal static Turn Calls(string name, string callId, string? text = null) =>
        Gives([.. text is null ? Array.Empty<AIContent>() : [new TextContent(text)], new FunctionCallContent(callId, name, new Dictionary<string, object?>(StringComparer.Ordinal) { ["city"] = "Oslo" })]);

    internal static string Describe(ChatMessage message) => $"{message.Role}: {string.Join(' ', message.Contents.Select(Describe))}";

    private static string Describe(AIContent content) => content switch
    {
        TextContent text => text.Text,
        FunctionCallContent call => $"{call.Name}({call.CallId})",
        FunctionResultContent result => $"{result.CallId} = {result.Result}",
        _ => content.GetType().Name,
    };

    private static async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(string[] texts, Func<Task>? end, [EnumeratorCancellation] CancellationToken token)
    {
        var id = NewId();
        foreach (var text in texts)
        {
            token.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return new ChatResponseUpdate(ChatRole.Assistant, text) { MessageId = id };
        }
        if (end is not null)
            await end();
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Once(ChatResponseUpdate update)
    {
        await Task.Yield();
        yield return update;
    }

    private static string NewId() => "msg_" + Guid.NewGuid().ToString("N");
}

using System.Runtime.CompilerServices;

namespace Chat.Agent;

/// <summary>A small model without a network: it answers at reading speed, and does what is worth seeing when asked.</summary>
/// <param name="wordPause">Between two words; 40 ms when null.</param>
public sealed class BuiltInModel(TimeSpan? wordPause = null) : IChatClient
{
    /// <summary>The option that says which attempt it is, from 1.</summary>
    public const string Attempt = "attempt";

    private readonly TimeSpan _pause = wordPause ?? TimeSpan.FromMilliseconds(40);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var all = messages.ToList();
        var question = all.LastOrDefault(message => message.Role == ChatRole.User)?.Text.Trim() ?? "";
        var command = question.Split(' ', 2)[0];
        var attempt = options?.AdditionalProperties?[Attempt] as int? ?? 1;
        var words = BuiltInAnswers.To(question, all.Count(message => message.Role == ChatRole.User)).Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            await Task.Delay(command == "/slow" ? _pause * 25 : _pause, cancellationToken);
            if (command == "/fail" && i == words.Length / 2 && (attempt < 3 || question.EndsWith("always", StringComparison.Ordinal)))
                throw new InvalidOperationException("The model was asked to fail");
            yield return new ChatResponseUpdate(ChatRole.Assistant, i == 0 ? words[i] : " " + words[i]);
        }
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // It holds nothing.
    }
}

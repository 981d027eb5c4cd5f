using System.Globalization;
using System.Text;
using Chat.Web.Conversation;

namespace Web.Tests.Conversation;

/// <summary>Sessions with many messages.</summary>
internal static class Sessions
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A session with messages, by an import: a hundred thousand take some seconds.</summary>
    internal static async Task<long> FillAsync(this IChatApi chat, int messages)
    {
        var text = new StringBuilder()
            .AppendLine("""{"format":"chat-export","version":1,"user_id":"somebody","exported_at":"2026-01-01T00:00:00Z"}""")
            .AppendLine("""{"session":{"id":1,"title":"Long","agent_type":"primary","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z","last_message_at":"2026-01-01T00:00:00Z","is_active":true,"metadata":{},"message_count":COUNT}}""".Replace("COUNT", messages.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        for (var sequence = 1; sequence <= messages; sequence++)
        {
            var (type, agent) = sequence % 2 == 1 ? ("user", "null") : ("assistant", "\"primary\"");
            text.AppendLine(CultureInfo.InvariantCulture, $$$"""{"message":{"id":{{{sequence}}},"session_id":1,"content":"Message {{{sequence}}}","message_type":"{{{type}}}","agent_type":{{{agent}}},"created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z","metadata":{},"sequence":{{{sequence}}},"status":"complete","posted_by":null,"revision":1}}""");
        }
        text.AppendLine(CultureInfo.InvariantCulture, $$"""{"end":true,"sessions":1,"messages":{{messages}}}""");
        await foreach (var line in chat.ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), cancellationToken: Token))
            line.Error.ShouldBeNull();
        return (await chat.WalkSessionsAsync(1, cancellationToken: Token)).Sessions.Single().Id;
    }

    /// <summary>Posts messages.</summary>
    internal static async Task<IReadOnlyList<Message>> SayAsync(this IChatApi chat, long session, int count)
    {
        var said = new List<Message>();
        foreach (var part in Enumerable.Range(1, count).Chunk(100))
            said.AddRange((await chat.PostMessagesAsync(session, new MessageBatch([.. part.Select(number => new NewMessage($"Said {number}"))]), cancellationToken: Token)).Messages);
        return said;
    }

    /// <summary>The event of a posted message.</summary>
    internal static void Posted(this MessageWindow window, Message message) => window.Apply(new MessageEvent(1, EventTypes.MessagePosted, message)).ShouldBeTrue();

    /// <summary>Messages are held in order, without gaps and doubles.</summary>
    internal static void ShouldHoldWhatItSays(this MessageWindow window)
    {
        window.Messages.Select(message => message.Sequence).ShouldBe(Enumerable.Range((int)window.First, (int)(window.Last - window.First + 1)).Select(number => (long)number));
        window.Messages.Select(message => message.Id).ShouldBeUnique();
    }
}

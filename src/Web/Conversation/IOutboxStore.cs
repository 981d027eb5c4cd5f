namespace Chat.Web.Conversation;

/// <summary>Keeps what is not sent yet for all tabs of the browser, by user.</summary>
internal interface IOutboxStore
{
    /// <summary>Raised after another tab changed it.</summary>
    event Action? Changed;

    /// <returns>In the order in which they were written.</returns>
    Task<IReadOnlyList<OutboxItem>> ReadAsync(string user);

    Task WriteAsync(string user, OutboxItem item);

    Task RemoveAsync(string user, OutboxItem item);

    /// <summary>Waits until no other tab sends for this user, and sends.</summary>
    Task SendAloneAsync(string user, Func<Task> send);
}

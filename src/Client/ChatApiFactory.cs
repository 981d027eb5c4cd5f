using Microsoft.Extensions.Options;

namespace Chat.Client;

/// <summary>Makes clients. They are cheap, need no disposal and may be used by many threads at once.</summary>
public sealed class ChatApiFactory(IHttpClientFactory clients, IOptions<ChatClientOptions> options)
{
    internal const string ClientName = "Chat.Client";

    private const string OnBehalfOf = "On-Behalf-Of";

    /// <summary>A client for the user of the options.</summary>
    public IChatApi Create() => CreateFor(options.Value.OnBehalfOf);

    /// <summary>A client of an agent for a user.</summary>
    /// <param name="user">The user's id, the <c>sub</c> of tokens; null for a client of a user.</param>
    public IChatApi CreateFor(string? user)
    {
        var http = clients.CreateClient(ClientName);
        http.BaseAddress = new Uri(options.Value.BaseAddress!.AbsoluteUri.TrimEnd('/') + "/api/v1");
        http.Timeout = Timeout.InfiniteTimeSpan; // Each try has its own.
        if (user is not null)
            http.DefaultRequestHeaders.Add(OnBehalfOf, Uri.EscapeDataString(user));
        return RestService.ForGenerated<IChatApi>(http, ChatJson.Default, Settings());
    }

    private static RefitSettings Settings() => new(new SystemTextJsonContentSerializer(ChatJson.Default.Options), new QueryFormatter())
    {
        ExceptionFactory = async response => await ChatException.OfAsync(response),
        TransportExceptionFactory = (_, error, _) => ChatException.Of(error),
        DeserializationExceptionFactory = (_, error) => ValueTask.FromResult<Exception?>(ChatException.Unreadable(error)),
    };
}

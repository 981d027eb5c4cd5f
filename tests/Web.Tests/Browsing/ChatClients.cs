using Microsoft.Extensions.DependencyInjection;

namespace Web.Tests.Browsing;

/// <summary>Clients of the host that serves the page.</summary>
internal static class ChatClients
{
    /// <summary>A client of a user.</summary>
    /// <param name="web">The host.</param>
    /// <param name="user">The user.</param>
    /// <param name="handler">What each try of a call goes through.</param>
    /// <param name="retries">How often a call is tried again.</param>
    internal static IChatApi ClientOf(this WebFixture web, string user, DelegatingHandler? handler = null, int retries = 4) =>
        Client(web.Address, Tokens.For(user), null, handler, retries);

    /// <summary>A client of an agent for a user.</summary>
    internal static IChatApi AgentOf(this WebFixture web, string user) => Client(web.Address, Tokens.ForAgent("bot"), user);

    /// <summary>A client of an agent, of a host that may be killed.</summary>
    internal static IChatApi AgentOf(this PageHost host, string user) => Client(host.Address, Tokens.ForAgent("bot"), user);

    private static IChatApi Client(Uri address, string token, string? onBehalfOf = null, DelegatingHandler? handler = null, int retries = 4)
    {
        var services = new ServiceCollection();
        var client = services.AddChatClient(options =>
        {
            (options.BaseAddress, options.OnBehalfOf, options.Retries) = (address, onBehalfOf, retries);
            options.TokenProvider = _ => ValueTask.FromResult(token);
        });
        if (handler is not null)
            client.AddHttpMessageHandler(() => handler);
        return services.BuildServiceProvider().GetRequiredService<IChatApi>();
    }
}

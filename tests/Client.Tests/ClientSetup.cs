using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(ChatFixture))]

namespace Client.Tests;

/// <summary>Clients of a running service.</summary>
internal static class ClientSetup
{
    /// <summary>A client of a user.</summary>
    internal static IChatApi ClientOf(this ChatServer server, string user) => Client(server.Address, Tokens.For(user));

    /// <summary>A client of an agent for a user.</summary>
    internal static IChatApi AgentOf(this ChatServer server, string user, string agent = "bot") => Client(server.Address, Tokens.ForAgent(agent), user);

    internal static IChatApi Client(Uri address, string token, string? onBehalfOf = null, Action<ChatClientOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddChatClient(options =>
        {
            (options.BaseAddress, options.OnBehalfOf) = (address, onBehalfOf);
            options.TokenProvider = _ => ValueTask.FromResult(token);
            configure?.Invoke(options);
        });
        return services.BuildServiceProvider().GetRequiredService<IChatApi>();
    }
}

using Chat.Client.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Chat.Client;

/// <summary>Registers the client. Called again, only the options are added.</summary>
public static class ChatClientSetup
{
    /// <summary>Registers <see cref="IChatApi"/> and <see cref="ChatApiFactory"/>.</summary>
    /// <returns>The builder of the <c>HttpClient</c> beneath, for handlers of your own.</returns>
    public static IHttpClientBuilder AddChatClient(this IServiceCollection services, Action<ChatClientOptions> configure) =>
        services.AddChatClient((options, _) => configure(options));

    /// <summary>Registers <see cref="IChatApi"/> and <see cref="ChatApiFactory"/>, with options that need services.</summary>
    /// <returns>The builder of the <c>HttpClient</c> beneath, for handlers of your own.</returns>
    public static IHttpClientBuilder AddChatClient(this IServiceCollection services, Action<ChatClientOptions, IServiceProvider> configure)
    {
        services.AddOptions<ChatClientOptions>().Configure(configure);
        var client = services.AddHttpClient(ChatApiFactory.ClientName);
        if (services.Any(service => service.ServiceType == typeof(ChatApiFactory)))
            return client; // Its handlers are there.

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ChatClientOptions>, ChatClientOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ChatApiFactory>();
        services.TryAddTransient(provider => provider.GetRequiredService<ChatApiFactory>().Create());
        // From the outside in: retries keep the key, and each of them asks for the token and reads the whole answer.
        client.AddHttpMessageHandler(static () => new IdempotencyHandler());
        client.AddResilienceHandler("retries", static (pipeline, context) =>
            Retries.Configure(pipeline, context.ServiceProvider.GetRequiredService<IOptions<ChatClientOptions>>().Value));
        client.AddHttpMessageHandler(static () => new BodyHandler());
        client.AddHttpMessageHandler(static provider => new TokenHandler(provider.GetRequiredService<IOptions<ChatClientOptions>>()));
        return client;
    }
}

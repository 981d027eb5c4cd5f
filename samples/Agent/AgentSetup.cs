using System.ClientModel;
using OpenAI;

namespace Chat.Agent;

/// <summary>Registers the agent.</summary>
public static class AgentSetup
{
    public static void AddAgent(this IServiceCollection services, AgentSettings settings)
    {
        services.AddSingleton(settings);
        services.AddChatClient((ChatClientOptions options) =>
        {
            (options.BaseAddress, options.OnBehalfOf) = (settings.Service, settings.User);
            options.TokenProvider = _ => ValueTask.FromResult(settings.Token);
        });
        services.AddSingleton(ModelOf(settings));
        services.AddSingleton<Answers>();
        services.AddHostedService<AgentWorker>();
    }

    private static IChatClient ModelOf(AgentSettings settings) => settings.Model is not { } model
        ? new BuiltInModel()
        : new OpenAIClient(new ApiKeyCredential(settings.ModelKey ?? "none"), new OpenAIClientOptions { Endpoint = settings.ModelUrl })
            .GetChatClient(model).AsIChatClient();
}

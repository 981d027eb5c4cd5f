using Chat.Agent;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Client.Tests.Agent;

/// <summary>The sample, in this process.</summary>
internal sealed class RunningAgent : IAsyncDisposable
{
    private readonly IHost _host;

    private RunningAgent(IHost host) => _host = host;

    internal static async Task<RunningAgent> StartAsync(Uri service, string user, TimeSpan? abandoned = null, IChatClient? model = null, AgentSettings? settings = null, string? token = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddAgent((settings ?? new AgentSettings(service, token ?? Tokens.ForAgent("helper"), user)) with { Abandoned = abandoned ?? TimeSpan.FromSeconds(30) });
        if (settings is null)
            builder.Services.Replace(ServiceDescriptor.Singleton(model ?? new BuiltInModel(TimeSpan.FromMilliseconds(1))));
        var host = builder.Build();
        await host.StartAsync();
        return new RunningAgent(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

using Chat.Features.Drafts.InterruptDrafts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Features.Tests.Drafts;

/// <summary>A host whose clock and whose job for drafts the test controls.</summary>
internal sealed class DraftHost : IAsyncDisposable
{
    /// <summary>The time-out of a draft.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(300);

    private DraftHost(ChatServer server, ManualTime time) =>
        (Server, Time, Worker) = (server, time, server.Services.GetServices<IHostedService>().OfType<DraftWorker>().Single());

    public ChatServer Server { get; }

    public ManualTime Time { get; }

    public DraftWorker Worker { get; }

    public static async Task<DraftHost> StartAsync(string connectionString, ManualTime? time = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var clock = time ?? PurgeHost.NewTime();
        return new DraftHost(await ChatServer.StartAsync(connectionString, settings, builder => builder.Services.AddSingleton<TimeProvider>(clock)), clock);
    }

    /// <summary>Merges or interrupts all drafts that are due.</summary>
    public Task<int> InterruptAsync() => Worker.InterruptAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

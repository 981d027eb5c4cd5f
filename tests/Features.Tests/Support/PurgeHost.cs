using Chat.Features.Sessions.PurgeSessions;
using Chat.Features.Shared.Pipeline;
using Chat.Features.Shared.Users;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Features.Tests.Support;

/// <summary>A host whose clock and whose cleanup the test controls.</summary>
internal sealed class PurgeHost : IAsyncDisposable
{
    public static readonly TimeSpan Days30 = TimeSpan.FromDays(30);

    private PurgeHost(ChatServer server, ManualTime time) => (Server, Time, Worker) = (server, time, server.Services.GetServices<IHostedService>().OfType<PurgeWorker>().Single());

    public ChatServer Server { get; }

    public ManualTime Time { get; }

    public PurgeWorker Worker { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<PurgeHost> StartAsync(string connectionString, ManualTime? time = null, int days = 30)
    {
        var clock = time ?? NewTime();
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_SESSION_CLEANUP_DAYS"] = $"{days}" };
        return new PurgeHost(await ChatServer.StartAsync(connectionString, settings, builder => builder.Services.AddSingleton<TimeProvider>(clock)), clock);
    }

    /// <summary>A clock that advances at each reading, by a step finer than Postgres stores.</summary>
    public static ManualTime NewTime() => new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)) { Tick = TimeSpan.FromTicks(12_345) };

    /// <summary>Waits until the jobs for purges, erasures, drafts and search wait for their next run.</summary>
    public Task JobsWaitAsync() => Eventually.HoldsAsync("the jobs wait for their time", () => Time.Waiting == 4);

    /// <summary>Purges all sessions that are due.</summary>
    public Task<PurgeSessionsResult> PurgeAsync() => Worker.RemoveSessionsAsync(Token);

    /// <summary>Runs one step for one user, as the job does.</summary>
    public async Task<PurgeSessionsResult> StepAsync(string user)
    {
        await using var scope = Server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallScope>().Call = new CallContext(new CurrentUser(user));
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new PurgeSessionsCommand(Time.GetUtcNow() - Days30), Token);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

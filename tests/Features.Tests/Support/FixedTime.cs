using Microsoft.Extensions.DependencyInjection;

namespace Features.Tests.Support;

/// <summary>A clock that moves only when told.</summary>
internal sealed class FixedTime : TimeProvider
{
    /// <summary>The time of the service. It begins close to now, since token expiry uses it too.</summary>
    public DateTimeOffset Now { get; set; } = new(DateTime.UtcNow.Date.AddHours(DateTime.UtcNow.Hour), TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>A time as in JSON.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");

    /// <summary>Starts a host with this clock.</summary>
    public async Task<ChatServer> StartHostAsync(ChatFixture chat) =>
        await ChatServer.StartAsync(
            await chat.Postgres.NewDatabaseAsync(), settings: null, builder => builder.Services.AddSingleton<TimeProvider>(this));
}

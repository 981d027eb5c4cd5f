using Microsoft.Extensions.DependencyInjection;

namespace Features.Tests.Support;

/// <summary>A clock that moves when it is told to.</summary>
internal sealed class FixedTime : TimeProvider
{
    /// <summary>The time of the service. It begins close to now, since tokens expire by it as well.</summary>
    public DateTimeOffset Now { get; set; } = new(DateTime.UtcNow.Date.AddHours(DateTime.UtcNow.Hour), TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>A time as it is on the wire.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");

    /// <summary>A host of its own whose clock this is.</summary>
    public async Task<ChatServer> StartHostAsync(ChatFixture chat) =>
        await ChatServer.StartAsync(
            await chat.Postgres.NewDatabaseAsync(), settings: null, builder => builder.Services.AddSingleton<TimeProvider>(this));
}

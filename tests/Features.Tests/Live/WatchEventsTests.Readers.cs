using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Features.Tests.Live;

/// <summary>Rights, positions, hosts and the end of an event stream.</summary>
public sealed partial class WatchEventsTests
{
    [Fact]
    public async Task Another_users_session_is_a_404_and_nothing_of_another_user_is_told()
    {
        var (name, user) = NewUser();
        var (otherName, other) = NewUser();
        var session = (await user.CreateAsync()).Id;
        (await other.GetAsync(Calls.Path(session) + "/events")).ShouldBeNoSession();
        using var reader = await OpenAsync(otherName);

        await user.SayAsync(session, "Private");
        var own = await other.CreateAsync();

        (await reader.NextAsync())!.Data.ShouldBeJson(own.Json);
        name.ShouldNotBe(otherName);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("1.5")]
    public async Task A_position_that_is_none_is_a_400(string after)
    {
        (await chat.NewUser().GetAsync($"{ApiClient.Base}/events?after={after}")).ShouldBeInvalid("after", "after must be a positive integer");
        (await chat.NewUser().SendAsync(HttpMethod.Get, ApiClient.Base + "/events", change: request => request.Headers.Add("Last-Event-ID", after)))
            .ShouldBeInvalid("Last-Event-ID", "Last-Event-ID must be the id of an event");
    }

    [Fact]
    public async Task What_is_written_on_one_host_is_seen_on_the_other()
    {
        await using var second = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        var (name, user) = NewUser();
        var session = (await user.CreateAsync()).Id;
        using var reader = await EventReader.OpenAsync(second, Tokens.For(name));

        for (var i = 0; i < 50; i++)
            await user.SayAsync(session, $"{i}");

        var events = await reader.TakeAsync(50);
        events.Select(e => e.Data.GetProperty("content").GetString()).ShouldBe(Enumerable.Range(0, 50).Select(i => $"{i}"));
    }

    [Fact]
    public async Task The_end_of_the_token_ends_the_stream()
    {
        var token = Tokens.Mint(new Dictionary<string, object?>(StringComparer.Ordinal) { ["sub"] = ChatServer.NewUser(), ["exp"] = Tokens.InSeconds(2) });
        using var reader = await EventReader.OpenAsync(chat.Server, token);

        (await reader.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_host_that_stops_ends_its_streams_and_the_reader_goes_on_elsewhere()
    {
        var (name, user) = NewUser();
        var session = (await user.CreateAsync()).Id;
        var second = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        using var reader = await EventReader.OpenAsync(second, Tokens.For(name), lastId: 1);
        await user.SayAsync(session, "One");
        (await reader.NextAsync())!.Id.ShouldBe(2);

        second.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        (await reader.NextAsync()).ShouldBeNull();
        await second.DisposeAsync();
        await user.SayAsync(session, "Two");
        using var again = await OpenAsync(name, lastId: reader.LastId);
        (await again.NextAsync())!.Id.ShouldBe(3);
    }
}

using System.Text;
using Chat.Features.Shared.Caching;
using Chat.Features.Shared.Pipeline;
using Chat.Features.Shared.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Features.Tests.Caching;

/// <summary>What the output cache may store, and that clients cannot tell a cached response from a new one.</summary>
public sealed partial class StreamStampPolicyTests
{
    [Theory]
    [MemberData(nameof(Reads.Names), MemberType = typeof(Reads))]
    public async Task An_answer_that_is_given_again_has_the_headers_of_a_new_one(string read)
    {
        var (id, user, session) = await OneMessageAsync(chat.Server);
        await using var behind = new Behind(chat.ConnectionString);
        var first = (await user.GetAsync(Reads.Path(read, session))).Ok();
        await behind.CountByHandAsync(id, 7);

        await Eventually.HoldsAsync("the date goes on", async () =>
        {
            var again = (await user.GetAsync(Reads.Path(read, session))).Ok();
            again.MessagesIn(read).ShouldBe(1);
            again.Headers.Age.ShouldBeNull();
            Names(again).ShouldBe(Names(first));
            return again.Headers.Date > first.Headers.Date;
        });

        static IEnumerable<string> Names(ApiAnswer answer) => answer.Headers.Select(header => header.Key).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Other_parameters_are_another_read()
    {
        var (id, user, session) = await OneMessageAsync(chat.Server);
        await using var behind = new Behind(chat.ConnectionString);
        (await user.MessagesAsync(session, "?page_size=10")).MessagesIn("list").ShouldBe(1);

        await behind.CountByHandAsync(id, 7);

        (await user.MessagesAsync(session, "?page_size=11")).MessagesIn("list").ShouldBe(7);
        (await user.MessagesAsync(session, "?page_size=10")).MessagesIn("list").ShouldBe(1);
    }

    [Theory]
    [InlineData("If-Modified-Since")]
    [InlineData("If-None-Match")]
    public async Task A_list_has_no_state_that_a_client_could_know(string header)
    {
        var (_, user, session) = await OneMessageAsync(chat.Server);
        var path = Reads.Path("list", session);
        var first = (await user.GetAsync(path)).Ok();
        var value = header == "If-None-Match" ? "*" : first.Headers.Date!.Value.AddDays(1).ToString("R");

        for (var i = 0; i < 2; i++)
            (await user.SendAsync(HttpMethod.Get, path, null, call => call.Headers.Add(header, value))).Ok().Body.ShouldBe(first.Body);
    }

    [Fact]
    public async Task A_session_that_the_client_knows_is_a_304_from_the_cache_as_well()
    {
        var (id, user, session) = await OneMessageAsync(chat.Server);
        await using var behind = new Behind(chat.ConnectionString);
        var first = (await user.BareSessionAsync(session)).Ok();
        await behind.CountByHandAsync(id, 7);

        foreach (var (tag, status) in new[] { (first.Headers.ETag!.ToString(), 304), ("\"other\"", 200), ("*", 304) })
        {
            var again = await user.SendAsync(HttpMethod.Get, Reads.Path("bare", session), null, call => call.Headers.Add("If-None-Match", tag));
            again.StatusCode.ShouldBe(status);
            again.Headers.ETag.ShouldBe(first.Headers.ETag);
        }
    }

    [Fact]
    public async Task Large_answers_are_read_each_time()
    {
        var (id, user, session) = await OneMessageAsync(chat.Server);
        await using var behind = new Behind(chat.ConnectionString);
        for (var i = 0; i < 30; i++)
            await user.SayAsync(session, string.Concat(Enumerable.Repeat("👋", 10_000)));
        Encoding.UTF8.GetByteCount((await user.GetAsync(Reads.Path("list", session))).Ok().Body).ShouldBeGreaterThan(StreamStampPolicy.MostBytes);

        await behind.CountByHandAsync(id, 3);

        (await user.GetAsync(Reads.Path("list", session))).Ok().MessagesIn("list").ShouldBe(3);
    }

    [Fact]
    public async Task Long_queries_are_read_each_time()
    {
        var (id, user, session) = await OneMessageAsync(chat.Server);
        await using var behind = new Behind(chat.ConnectionString);
        var path = Reads.Path("sessions", session) + "?search=A" + string.Concat(Enumerable.Repeat("&other=", StreamStampPolicy.LongestQuery / 7));
        (await user.GetAsync(path)).Ok().MessagesIn("sessions").ShouldBe(1);

        await behind.CountByHandAsync(id, 7);

        (await user.GetAsync(path)).Ok().MessagesIn("sessions").ShouldBe(7);
    }

    [Fact]
    public void The_cache_has_the_memory_that_was_configured()
    {
        var cache = chat.Server.Services.GetRequiredService<IOptions<OutputCacheOptions>>().Value;

        cache.SizeLimit.ShouldBe(32 * 1024 * 1024);
        cache.MaximumBodySize.ShouldBe(StreamStampPolicy.MostBytes);
    }

    [Fact]
    public async Task Nothing_is_given_again_for_longer_than_a_minute()
    {
        var (id, _, _) = await OneMessageAsync(chat.Server);
        await using var scope = chat.Server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallScope>().Call = new CallContext(new CurrentUser(id));
        var context = new OutputCacheContext { HttpContext = new DefaultHttpContext { RequestServices = scope.ServiceProvider } };

        await scope.ServiceProvider.GetRequiredService<StreamStampPolicy>().CacheRequestAsync(context, TestContext.Current.CancellationToken);

        context.EnableOutputCaching.ShouldBeTrue();
        context.ResponseExpirationTimeSpan.ShouldBe(TimeSpan.FromMinutes(1));
    }
}

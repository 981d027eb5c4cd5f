using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Client.Tests;

/// <summary>Which calls are tried again, asked of a server that refuses as it is told to.</summary>
public sealed class RetryRuleTests : IAsyncLifetime
{
    private readonly WebApplication _server = Build();
    private readonly ConcurrentQueue<string?> _keys = new();
    private int _status = 503;
    private int _refusals = 1;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IChatApi Api => ClientSetup.Client(new Uri(_server.Urls.Single()), "a-token");

    public async ValueTask InitializeAsync()
    {
        _server.Urls.Add("http://127.0.0.1:0");
        _server.Run(AnswerAsync);
        await _server.StartAsync(Token);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("get", 503, 2)]
    [InlineData("post", 503, 2)]
    [InlineData("post", 502, 2)]
    [InlineData("post", 504, 2)]
    [InlineData("put", 503, 2)]
    [InlineData("delete", 503, 2)]
    [InlineData("put if", 503, 1)]
    [InlineData("delete if", 503, 1)]
    [InlineData("erase", 503, 1)]
    [InlineData("erase user", 503, 1)]
    [InlineData("append", 503, 1)]
    [InlineData("import", 503, 1)]
    [InlineData("append", 429, 2)]
    [InlineData("put if", 429, 2)]
    [InlineData("import", 429, 1)]
    [InlineData("get", 500, 1)]
    [InlineData("post", 409, 1)]
    [InlineData("post", 400, 1)]
    public async Task A_call_is_tried_again_only_where_that_does_nothing_twice(string call, int status, int tries)
    {
        _status = status;

        await Should.ThrowAsync<ChatException>(() => CallAsync(call));

        _keys.Count.ShouldBe(tries);
    }

    [Fact]
    public async Task The_tries_of_a_post_have_one_key_and_wait_as_they_are_asked_to()
    {
        _refusals = 2;
        var clock = Stopwatch.StartNew();

        await Should.ThrowAsync<ChatException>(() => CallAsync("post"));
        var keys = _keys.ToList();
        await Should.ThrowAsync<ChatException>(() => CallAsync("post"));

        keys.Count.ShouldBe(3);
        keys.Distinct().Single().ShouldNotBeNullOrEmpty();
        _keys.Last().ShouldNotBe(keys[0]);
        clock.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(1.9)); // Retry-After: 1, twice.
    }

    [Fact]
    public async Task A_client_that_is_added_twice_has_the_options_of_both_and_tries_like_one()
    {
        _refusals = 100;
        var services = new ServiceCollection();
        services.AddChatClient(options => options.BaseAddress = new Uri(_server.Urls.Single()));
        services.AddChatClient(options => (options.TokenProvider, options.Retries) = (_ => ValueTask.FromResult("a-token"), 1));
        await using var provider = services.BuildServiceProvider();

        await Should.ThrowAsync<ChatException>(() => provider.GetRequiredService<IChatApi>().GetStatisticsAsync(Token));

        _keys.Count.ShouldBe(2);
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        return builder.Build();
    }

    private async Task CallAsync(string call) => await (call switch
    {
        "get" => Api.GetStatisticsAsync(Token),
        "post" => Api.CreateSessionAsync(new NewSession("A"), cancellationToken: Token),
        "put" => Api.UpdateSessionAsync(1, new SessionChange("A"), cancellationToken: Token),
        "put if" => Api.UpdateSessionAsync(1, new SessionChange("A"), "\"1\"", Token),
        "delete" => Api.DeleteSessionAsync(1, cancellationToken: Token),
        "delete if" => Api.DeleteSessionAsync(1, ifMatch: "\"1\"", cancellationToken: Token),
        "erase" => Api.DeleteSessionAsync(1, permanent: true, cancellationToken: Token),
        "erase user" => Api.EraseUserAsync(Token),
        "append" => Api.AppendMessageAsync(1, 1, new Append("A", 0), cancellationToken: Token),
        "import" => (Task)Api.ImportAsync(new MemoryStream("{}"u8.ToArray()), cancellationToken: Token).ToListAsync(Token).AsTask(),
        _ => throw new ArgumentOutOfRangeException(nameof(call)),
    });

    // Refuses for a while, then says 404, which ends every call.
    private Task AnswerAsync(HttpContext call)
    {
        _keys.Enqueue(call.Request.Headers["Idempotency-Key"]);
        call.Response.StatusCode = _keys.Count <= _refusals ? _status : 404;
        call.Response.Headers.RetryAfter = "1";
        return Task.CompletedTask;
    }
}

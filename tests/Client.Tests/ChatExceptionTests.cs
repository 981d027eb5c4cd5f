using System.Net;
using System.Net.Sockets;

namespace Client.Tests;

public sealed class ChatExceptionTests(ChatFixture chat)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_what_the_service_says()
    {
        var api = chat.Server.ClientOf(ChatServer.NewUser());

        var error = await Should.ThrowAsync<ChatException>(() => api.CreateSessionAsync(new NewSession("  "), cancellationToken: Token));

        error.ShouldSatisfyAllConditions(
            () => error.Status.ShouldBe(HttpStatusCode.BadRequest),
            () => error.Errors["title"].ShouldNotBeEmpty(),
            () => error.Detail.ShouldBe(error.Message),
            () => error.TraceId.ShouldNotBeNullOrEmpty(),
            () => error.IsTransient.ShouldBeFalse());
    }

    [Fact]
    public async Task A_token_that_is_not_valid_is_a_401()
    {
        var api = ClientSetup.Client(chat.Server.Address, "no token");

        (await Should.ThrowAsync<ChatException>(() => api.GetStatisticsAsync(Token))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Should.ThrowAsync<ChatException>(async () => await api.WatchAsync(cancellationToken: Token).FirstAsync(Token))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Should.ThrowAsync<ChatException>(() => api.ExportAsync(Token))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task No_answer_is_one_too()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)nobody.LocalEndpoint).Port}");
        var silent = ClientSetup.Client(address, "t", configure: options => (options.Timeout, options.Retries) = (TimeSpan.FromSeconds(0.2), 1));

        var timeOut = await Should.ThrowAsync<ChatException>(() => silent.GetStatisticsAsync(Token));
        nobody.Stop();
        var refused = await Should.ThrowAsync<ChatException>(() => silent.GetStatisticsAsync(Token));

        foreach (var error in new[] { timeOut, refused })
            (error.Status, error.IsTransient, error.Detail, error.TraceId).ShouldBe((null, true, "The service does not answer", null));
    }

    [Fact]
    public async Task What_the_caller_cancels_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => chat.Server.ClientOf("ada").GetStatisticsAsync(cancelled.Token));
    }

    [Fact]
    public void Options_without_address_or_token_are_refused() =>
        Should.Throw<Microsoft.Extensions.Options.OptionsValidationException>(() => ClientSetup.Client(null!, "t", configure: options => options.TokenProvider = null))
            .Failures.Count().ShouldBe(2);
}

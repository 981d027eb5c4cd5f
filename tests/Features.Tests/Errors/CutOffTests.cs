using System.Net.Http.Headers;
using System.Text;

namespace Features.Tests.Errors;

/// <summary>Clients that disconnect in the middle of their calls use up nothing of the service.</summary>
public sealed class CutOffTests(ChatFixture chat)
{
    private const int Connections = 4;
    private const int Callers = 32;
    private const int CallsEach = 100;

    [Fact]
    public async Task Calls_that_are_cut_off_at_any_moment_keep_no_connection_to_the_database()
    {
        await using var host = await ChatServer.StartAsync($"{chat.ConnectionString};Maximum Pool Size={Connections}");
        var users = await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            var name = ChatServer.NewUser();
            var session = await host.User(name).CreateAsync();
            var draft = (await host.User(name).PostMessageAsync(session.Id, """{"content":"","status":"streaming"}""")).Ok();
            return (Name: name, Session: session.Id, Draft: draft.Id);
        }));

        var cut = await Task.WhenAll(users.Select(async user =>
        {
            var count = 0;
            for (var n = 0; n < CallsEach; n++)
                count += await IsCutAsync(host, Call(user, n)) ? 1 : 0;
            return count;
        }));

        cut.Sum().ShouldBeGreaterThan(Callers * CallsEach / 4, "hardly a call was cut off");
        var after = await Task.WhenAll(users.Select(user => host.User(user.Name).PostMessageAsync(user.Session, """{"content":"And now"}""")));
        after.Select(answer => answer.StatusCode).ShouldAllBe(status => status == 200);
    }

    private static HttpRequestMessage Call((string Name, long Session, long Draft) user, int n)
    {
        var messages = Calls.Messages(user.Session);
        var (method, path, body) = (n % 4) switch
        {
            0 => (HttpMethod.Patch, $"{messages}/{user.Draft}/append", """{"delta":"x"}"""),
            1 => (HttpMethod.Get, messages, null),
            _ => (HttpMethod.Post, messages, """{"content":"Cut off"}"""),
        };
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.For(user.Name));
        if (n % 4 == 3)
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return request;
    }

    /// <summary>Makes a call and disconnects after a random moment; an HTTP/1.1 connection ends with it.</summary>
    private static async Task<bool> IsCutAsync(ChatServer host, HttpRequestMessage call)
    {
        using var request = call;
        using var leave = new CancellationTokenSource(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 40)));
        try
        {
            using var answer = await host.Http.SendAsync(request, leave.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }
}

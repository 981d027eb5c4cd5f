using System.Security.Cryptography;

namespace Features.Tests.Authentication;

/// <summary>Calls every endpoint that the application maps, so that a new slice is covered too.</summary>
public sealed class EveryEndpointTests(ChatFixture chat)
{
    /// <summary>A word in every text of the owner, and in the owner's name.</summary>
    private const string Marker = "zebra";

    private static readonly Dictionary<string, (Func<string, string?> Of, string Because)> Wrong = new(StringComparer.Ordinal)
    {
        ["no token"] = (_ => null, Refusals.NoToken),
        ["an expired token"] = (user => Jwt.Of($$"""{"sub":"{{user}}","exp":NOW-31}"""), Refusals.Expired),
        ["a token of another key"] = (_ => Jwt.Good(Jwt.Hs256, OfAnotherKey), Refusals.NotValid),
        ["an expired token of another key"] = (user => Jwt.Signed($$"""{"sub":"{{user}}","exp":NOW-31}""", Jwt.Hs256, OfAnotherKey), Refusals.NotValid),
        ["a token without sub"] = (_ => Jwt.Of("""{"exp":NOW+600}"""), Refusals.NotValid),
    };

    public static TheoryData<string> WrongTokens => [.. Wrong.Keys];

    [Theory]
    [MemberData(nameof(WrongTokens))]
    public async Task Every_endpoint_but_the_public_ones_answers_a_401_that_says_which_and_does_nothing(string token)
    {
        var owner = await Owner.CreateAsync(chat.Server);
        var caller = chat.Server.WithToken(Wrong[token].Of(owner.Name));

        foreach (var call in Calls().Where(call => !call.IsPublic))
            (await call.SendAsync(caller, owner.PathOf(call))).ShouldBeRefused(Wrong[token].Because);

        (await owner.SeesAsync()).ShouldBe(owner.Before);
    }

    [Fact]
    public async Task With_a_good_token_none_of_them_answers_401_and_each_finds_what_is_the_callers()
    {
        foreach (var call in Calls().Where(call => !call.IsPublic))
        {
            var owner = await Owner.CreateAsync(chat.Server);

            var answer = await call.SendAsync(owner.User, owner.PathOf(call));

            answer.StatusCode.ShouldBeInRange(200, 299, $"{call}: {answer.Body}");
        }
    }

    [Fact]
    public async Task To_another_user_every_endpoint_of_a_session_answers_as_if_it_never_was()
    {
        var (owner, other) = (await Owner.CreateAsync(chat.Server), await Owner.CreateAsync(chat.Server));
        var calls = Calls().Where(call => call.HasIds).ToList();
        calls.ShouldNotBeEmpty();

        foreach (var call in calls)
        {
            await ShouldBeTheSameAsync(call, owner.PathOf(call), call.Path(Support.Calls.NeverAnId, Support.Calls.NeverAnId));
            if (call.HasMessageId)
                await ShouldBeTheSameAsync(call, call.Path(other.Session, owner.Message), call.Path(other.Session, Support.Calls.NeverAnId));
        }
        (await owner.SeesAsync()).ShouldBe(owner.Before);
        (await other.SeesAsync()).ShouldBe(other.Before);

        async Task ShouldBeTheSameAsync(MappedCall call, string theirs, string nobodys)
        {
            var foreign = await call.SendAsync(other.User, theirs);
            foreign.StatusCode.ShouldBe(404, call.ToString());
            foreign.ShouldBeTheSameAs(await call.SendAsync(other.User, nobodys));
        }
    }

    [Fact]
    public async Task To_another_user_every_other_endpoint_tells_nothing_of_the_owner()
    {
        var owner = await Owner.CreateAsync(chat.Server);
        var calls = Calls().Where(call => !call.HasIds).ToList();

        foreach (var call in calls)
        {
            foreach (var query in new[] { "", $"?search={Marker}" })
            {
                var answer = await call.SendAsync(chat.NewUser(), call.Pattern + query);
                $"{answer.Headers}{answer.ContentHeaders}{answer.Body}".ShouldNotContain(Marker, Case.Insensitive, call.ToString());
            }
        }
        (await owner.SeesAsync()).ShouldBe(owner.Before);
    }

    [Fact]
    public async Task The_public_ones_ask_nobody_for_a_token()
    {
        foreach (var path in MappedCall.Public)
        {
            (await chat.Server.WithToken(null).GetAsync(path)).Ok();
            (await chat.Server.WithToken("garbage").GetAsync(path)).Ok();
        }
    }

    private static byte[] OfAnotherKey(byte[] data) => HMACSHA256.HashData("another-key-of-more-than-thirty-two-bytes"u8, data);

    private IReadOnlyList<MappedCall> Calls() => MappedCall.AllOf(chat.Server);

    /// <summary>A user with a session, a complete message and a streaming one, and the responses of all reads when these were new.</summary>
    private sealed record Owner(string Name, ApiClient User, long Session, long Message, long Draft, string Before)
    {
        public static async Task<Owner> CreateAsync(ChatServer server)
        {
            var name = $"{Marker}-{ChatServer.NewUser()}";
            var user = server.User(name);
            var session = (await user.CreateAsync($"{Marker} title", metadata: new { of = $"{Marker} session" })).Id;
            var message = (await user.SayAsync(session, $"{Marker} content", metadata: new { of = $"{Marker} message" })).Id;
            var draft = (await user.DraftAsync(session, metadata: new { of = $"{Marker} draft" })).Id;
            var owner = new Owner(name, user, session, message, draft, "");
            return owner with { Before = await owner.SeesAsync() };
        }

        public string PathOf(MappedCall call) => call.Path(Session, call.IsOfDraft ? Draft : Message);

        public async Task<string> SeesAsync() => string.Join('\n', (await User.SessionsAsync()).Body, (await User.SessionAsync(Session)).Body, (await User.StatsAsync()).Body);
    }
}

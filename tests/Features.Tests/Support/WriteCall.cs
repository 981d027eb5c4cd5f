using System.Text.Json;

namespace Features.Tests.Support;

/// <summary>One of the three calls that take a body.</summary>
/// <param name="User">The caller.</param>
/// <param name="Method">PUT or POST.</param>
/// <param name="Path">Where to.</param>
/// <param name="Text">The field that makes a body valid.</param>
/// <param name="Session">The session that is changed; 0 for the call that creates one.</param>
internal sealed record WriteCall(ApiClient User, HttpMethod Method, string Path, string Text, long Session)
{
    public const string Create = "create", Update = "update", Post = "post";

    public static IReadOnlyList<string> Names { get; } = [Create, Update, Post];

    /// <summary>A valid body.</summary>
    public string Body => $$"""{"{{Text}}":"A text"}""";

    /// <summary>The call with this name, of a new user.</summary>
    public static async Task<WriteCall> PrepareAsync(string name, ChatFixture chat)
    {
        var user = chat.NewUser();
        if (name == Create)
            return new WriteCall(user, HttpMethod.Post, ApiClient.Base, "title", 0);
        var session = (await user.CreateAsync()).Id;
        return name == Update
            ? new WriteCall(user, HttpMethod.Put, Calls.Path(session), "title", session)
            : new WriteCall(user, HttpMethod.Post, Calls.Messages(session), "content", session);
    }

    public static TheoryData<string, string> Times(params string[] rows)
    {
        var data = new TheoryData<string, string>();
        foreach (var name in Names)
        {
            foreach (var row in rows)
                data.Add(name, row);
        }
        return data;
    }

    public Task<ApiAnswer> SendAsync(string body) => User.RawAsync(Method, Path, body);

    /// <summary>Sends a valid body with this metadata.</summary>
    public Task<ApiAnswer> SendMetadataAsync(string metadata) => SendAsync($$"""{"{{Text}}":"A text","metadata":{{metadata}}}""");

    /// <summary>What the call stored, read again.</summary>
    public async Task<JsonElement> StoredAsync(ApiAnswer answer) => Text == "title"
        ? (await User.BareSessionAsync(answer.Id)).Json
        : (await User.MessagesAsync(Session)).Items("messages").Single();
}

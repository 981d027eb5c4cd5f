using System.Text.RegularExpressions;

namespace Features.Tests.Support;

/// <summary>Bodies that name sessions in <c>ids</c>.</summary>
internal static partial class OwnSessions
{
    public static bool AreNamedIn(string? body) => body is not null && Ids().IsMatch(body);

    /// <summary>The body with a new session of the user for its <c>ids</c>; any other body as it is.</summary>
    public static async Task<string> WithOwnSessionAsync(this ApiClient user, string body)
    {
        if (!AreNamedIn(body))
            return body;
        var session = await user.PostAsync(ApiClient.Base, new { title = "Named in a body" });
        return session.StatusCode == 200 ? Ids().Replace(body, $"\"ids\":[{session.Id}]") : body;
    }

    [GeneratedRegex("\"ids\":\\s*\\[[0-9,\\s]+\\]", RegexOptions.None, 1000)]
    private static partial Regex Ids();
}

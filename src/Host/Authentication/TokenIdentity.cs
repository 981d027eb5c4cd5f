using System.Buffers.Text;

namespace Chat.Host.Authentication;

/// <summary>Whom a verified token speaks for: a user, or an agent (<c>roles</c> holds <c>agent</c>) that acts for users.</summary>
/// <param name="Subject">The token's <c>sub</c>: one JSON string of 1 to 255 code points, without U+0000 and half surrogate pairs.</param>
/// <param name="Agent">The agent; null for a user.</param>
/// <param name="Until">The token's <c>exp</c>.</param>
/// <remarks>
/// Read from the payload itself: the token library turns numbers into strings and takes the last of several, and two
/// readers that disagree about who the caller is are a hole. For the same reason <c>exp</c> must be a number here: the
/// library would read one out of a text as well.
/// </remarks>
internal sealed record TokenIdentity(string Subject, ActingAgent? Agent, DateTimeOffset Until)
{
    /// <summary>The role of agents.</summary>
    public const string AgentRole = "agent";

    /// <summary>Reads the payload of a token whose signature was verified already; null when its claims name nobody, or not as they must.</summary>
    public static TokenIdentity? Read(string encodedPayload, DateTimeOffset until)
    {
        try
        {
            using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(encodedPayload));
            return Read(payload.RootElement, until);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return null; // No JSON object, no text in UTF-8, half a surrogate pair, or a claim that is given twice.
        }
    }

    private static TokenIdentity? Read(JsonElement claims, DateTimeOffset until)
    {
        var (subject, expiry, roles, types) = (Claim(claims, "sub"), Claim(claims, "exp"), Claim(claims, "roles"), Claim(claims, "agent_types"));
        if (subject.ValueKind != JsonValueKind.String || expiry.ValueKind != JsonValueKind.Number)
            return null;
        var id = subject.GetString()!;
        if (!Authentication.Subject.IsValid(id))
            return null;
        var (isAgent, limit) = (Words(roles).Contains(AgentRole, StringComparer.Ordinal), Words(types));
        // A claim that is there limits, so that a word that is no agent type gives no right.
        HashSet<AgentType>? allowed = types.ValueKind == JsonValueKind.Undefined
            ? null
            : [.. Enum.GetValues<AgentType>().Where(type => limit.Contains(Wire.Name(type), StringComparer.Ordinal))];
        return new TokenIdentity(id, isAgent ? new ActingAgent(id, allowed) : null, until);
    }

    /// <summary>A claim, undefined when it is not there.</summary>
    /// <exception cref="InvalidOperationException">It is given twice.</exception>
    private static JsonElement Claim(JsonElement claims, string name) => claims.EnumerateObject().SingleOrDefault(claim => claim.NameEquals(name)).Value;

    /// <summary>The texts of an array, or a single one; what is no text says nothing.</summary>
    private static List<string> Words(JsonElement claim) => claim.ValueKind switch
    {
        JsonValueKind.String => [claim.GetString()!],
        JsonValueKind.Array => [.. claim.EnumerateArray().Where(word => word.ValueKind == JsonValueKind.String).Select(word => word.GetString()!)],
        _ => [],
    };
}

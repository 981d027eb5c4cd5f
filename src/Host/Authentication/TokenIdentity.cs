using System.Buffers.Text;

namespace Chat.Host.Authentication;

/// <summary>The user of a verified token, or the agent (<c>roles</c> holds <c>agent</c>).</summary>
/// <remarks>Parsed here: the token library converts numbers to strings and takes the last of duplicate claims.</remarks>
internal sealed record TokenIdentity(string Subject, ActingAgent? Agent, DateTimeOffset Until)
{
    public const string AgentRole = "agent";

    /// <summary>Reads the payload of a verified token; null when a claim is missing or invalid.</summary>
    public static TokenIdentity? Read(string encodedPayload, DateTimeOffset until)
    {
        try
        {
            using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(encodedPayload));
            return Read(payload.RootElement, until);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return null; // Not a JSON object, not UTF-8, half a surrogate pair, or a duplicate claim.
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
        // Unknown agent types in the claim give no rights.
        HashSet<AgentType>? allowed = types.ValueKind == JsonValueKind.Undefined
            ? null
            : [.. Enum.GetValues<AgentType>().Where(type => limit.Contains(Wire.Name(type), StringComparer.Ordinal))];
        return new TokenIdentity(id, isAgent ? new ActingAgent(id, allowed) : null, until);
    }

    /// <exception cref="InvalidOperationException">The claim is given twice.</exception>
    private static JsonElement Claim(JsonElement claims, string name) => claims.EnumerateObject().SingleOrDefault(claim => claim.NameEquals(name)).Value;

    /// <summary>A string, or the strings of an array; other values are ignored.</summary>
    private static List<string> Words(JsonElement claim) => claim.ValueKind switch
    {
        JsonValueKind.String => [claim.GetString()!],
        JsonValueKind.Array => [.. claim.EnumerateArray().Where(word => word.ValueKind == JsonValueKind.String).Select(word => word.GetString()!)],
        _ => [],
    };
}

using System.Text.Json.Nodes;

namespace Chat.Features.Transfer;

/// <summary>Where an imported session comes from; what has the same source is the same session.</summary>
/// <param name="Format">The format of the file.</param>
/// <param name="Id">The id of the session there.</param>
/// <param name="UserId">The user there, where ids are unique only with it; null otherwise.</param>
internal sealed record SessionSource(string Format, string Id, string? UserId = null)
{
    private const string Member = "imported_from";

    /// <summary>A digest: ids may have any length.</summary>
    internal string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Format}\n{UserId}\n{Id}")));

    /// <summary>Metadata without the source of an earlier import.</summary>
    internal static JsonElement Without(JsonElement metadata)
    {
        if (metadata.ValueKind != JsonValueKind.Object || !metadata.TryGetProperty(Member, out _))
            return metadata;
        var members = JsonObject.Create(metadata)!;
        members.Remove(Member);
        return ToElement(members);
    }

    /// <summary>Metadata with this source. It may pass the limit of metadata by the size of the source.</summary>
    internal JsonElement In(JsonElement metadata)
    {
        var members = JsonObject.Create(metadata)!;
        var source = new JsonObject { ["format"] = Format, ["session_id"] = Id };
        if (UserId is not null)
            source["user_id"] = UserId;
        members[Member] = source;
        return ToElement(members);
    }

    private static JsonElement ToElement(JsonObject members) => JsonElement.Parse(members.ToJsonString(ChatJson.Options));
}

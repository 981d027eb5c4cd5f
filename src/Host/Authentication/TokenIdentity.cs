using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using Chat.Features.Shared;

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

    /// <summary>Reads it from a token in its compact form, whose signature was verified already.</summary>
    public static bool TryRead(string token, DateTimeOffset until, [NotNullWhen(true)] out TokenIdentity? identity)
    {
        identity = null;
        var payload = token.AsSpan(token.IndexOf('.', StringComparison.Ordinal) + 1);
        payload = payload[..Math.Max(payload.IndexOf('.'), 0)];
        var buffer = ArrayPool<byte>.Shared.Rent(Base64Url.GetMaxDecodedLength(payload.Length));
        try
        {
            if (Base64Url.TryDecodeFromChars(payload, buffer, out var length))
                identity = Find(buffer.AsSpan(0, length), until);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return false; // No JSON, no text in UTF-8, or half a surrogate pair.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return identity is not null;
    }

    private static TokenIdentity? Find(ReadOnlySpan<byte> payload, DateTimeOffset until)
    {
        string? subject = null;
        IReadOnlyList<string>? roles = null, types = null;
        var reader = new Utf8JsonReader(payload);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var claim = reader.ValueTextEquals("sub"u8) ? "sub"
                : reader.ValueTextEquals("exp"u8) ? "exp"
                : reader.ValueTextEquals("roles"u8) ? "roles"
                : reader.ValueTextEquals("agent_types"u8) ? "agent_types"
                : "";
            reader.Read();
            switch (claim)
            {
                case "sub" when subject is null && reader.TokenType == JsonTokenType.String:
                    subject = reader.GetString();
                    break;
                case "exp" when reader.TokenType == JsonTokenType.Number:
                    break;
                case "roles" when roles is null:
                    roles = Words(ref reader);
                    break;
                case "agent_types" when types is null:
                    types = Words(ref reader);
                    break;
                case "":
                    reader.Skip();
                    break;
                default:
                    return null;
            }
        }

        if (subject is null || !Authentication.Subject.IsValid(subject))
            return null;
        return new TokenIdentity(subject, roles?.Contains(AgentRole, StringComparer.Ordinal) is true ? new ActingAgent(subject, Known(types)) : null, until);
    }

    /// <summary>The texts of an array, or a single one; what is no text says nothing.</summary>
    private static List<string> Words(ref Utf8JsonReader reader)
    {
        var words = new List<string>();
        if (reader.TokenType == JsonTokenType.String)
            words.Add(reader.GetString()!);
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return words;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
                words.Add(reader.GetString()!);
            reader.Skip();
        }
        return words;
    }

    /// <summary>The claim limits, so that a word that is no agent type gives no right.</summary>
    private static HashSet<AgentType>? Known(IReadOnlyList<string>? words)
    {
        if (words is null)
            return null;
        var types = new HashSet<AgentType>();
        foreach (var word in words)
        {
            if (Wire.TryParse<AgentType>(word, out var type))
                types.Add(type);
        }
        return types;
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Chat.Host.Authentication;

/// <summary>The user id in a token: one JSON string <c>sub</c> of 1 to 255 code points, without U+0000 and half surrogate pairs.</summary>
/// <remarks>
/// Read from the payload itself: the token library turns numbers into strings and takes the last of several, and two
/// readers that disagree about who the user is are a hole. For the same reason <c>exp</c> must be a number here: the
/// library would read one out of a text as well.
/// </remarks>
internal static class Subject
{
    private const int MaxCodePoints = 255;

    public static bool IsValid(string subject)
    {
        var rest = subject.AsSpan();
        var count = 0;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done || rune.Value == 0 || ++count > MaxCodePoints)
                return false;
            rest = rest[length..];
        }

        return count > 0;
    }

    /// <summary>Reads it from a token in its compact form, whose signature was verified already.</summary>
    public static bool TryRead(string token, [NotNullWhen(true)] out string? subject)
    {
        subject = null;
        var payload = token.AsSpan(token.IndexOf('.', StringComparison.Ordinal) + 1);
        payload = payload[..Math.Max(payload.IndexOf('.'), 0)];
        var buffer = ArrayPool<byte>.Shared.Rent(Base64Url.GetMaxDecodedLength(payload.Length));
        try
        {
            return Base64Url.TryDecodeFromChars(payload, buffer, out var length)
                && (subject = Find(buffer.AsSpan(0, length))) is not null
                && IsValid(subject);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return false; // No JSON, no text in UTF-8, or half a surrogate pair.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string? Find(ReadOnlySpan<byte> payload)
    {
        string? subject = null;
        var reader = new Utf8JsonReader(payload);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isSubject, isExpiry) = (reader.ValueTextEquals("sub"u8), reader.ValueTextEquals("exp"u8));
            reader.Read();
            if (isExpiry && reader.TokenType != JsonTokenType.Number)
                return null;
            if (!isSubject)
                reader.Skip();
            else if (subject is not null || reader.TokenType != JsonTokenType.String)
                return null;
            else
                subject = reader.GetString();
        }

        return subject;
    }
}

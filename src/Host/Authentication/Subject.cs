using System.Buffers;
using System.Text.Unicode;

namespace Chat.Host.Authentication;

/// <summary>
/// The id of a user or of an agent: 1 to 255 code points, without control characters and half surrogate pairs. White space at an
/// end, which HTTP cuts off, would make it another user's.
/// </summary>
internal static class Subject
{
    public const int MaxCodePoints = 255;

    public static bool IsValid(string subject)
    {
        if (subject.Length == 0 || char.IsWhiteSpace(subject[0]) || char.IsWhiteSpace(subject[^1]))
            return false;
        var rest = subject.AsSpan();
        var count = 0;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done || Rune.IsControl(rune) || ++count > MaxCodePoints)
                return false;
            rest = rest[length..];
        }
        return true;
    }

    /// <summary>The user on a command line.</summary>
    /// <exception cref="StartupException">It is no id of a user.</exception>
    public static string Named(string subject) => IsValid(subject)
        ? subject
        : throw new StartupException($"A user id holds 1 to {MaxCodePoints} characters, none of them a control character, and no white space at an end.");

    /// <summary>The user in a header, in percent-encoded UTF-8 (RFC 3986, 2.1); null when it is none.</summary>
    public static string? Decode(string header)
    {
        var subject = !Ascii.IsValid(header) ? null : header.Contains('%', StringComparison.Ordinal) ? Unescape(header) : header;
        return subject is not null && IsValid(subject) ? subject : null;
    }

    /// <summary>The framework's methods leave what is no encoding as it is.</summary>
    private static string? Unescape(string text)
    {
        var bytes = new byte[text.Length];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
                bytes[count++] = (byte)text[i];
            else if (i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[count++]))
                i += 2;
            else
                return null;
        }
        var utf8 = bytes.AsSpan(0, count);
        return Utf8.IsValid(utf8) ? Encoding.UTF8.GetString(utf8) : null;
    }
}

using System.Buffers;

namespace Chat.Host.Authentication;

/// <summary>The id of a user or of an agent: 1 to 255 code points, without U+0000 and half surrogate pairs.</summary>
internal static class Subject
{
    public const int MaxCodePoints = 255;

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
}

namespace Chat.Features.Shared.Idempotency;

/// <summary>The name that a client gives a call, so that sending it again does nothing twice.</summary>
/// <param name="Text">The header <c>Idempotency-Key</c>, or the argument of a tool: 1 to 255 printable ASCII characters, unique for its user.</param>
/// <param name="Request">SHA-256 of method, address, agent and body, or of tool, agent and arguments.</param>
public sealed record IdempotencyKey(string Text, byte[] Request)
{
    /// <summary>Most characters of a key.</summary>
    public const int MaxLength = 255;

    /// <summary>Whether a text can be a key.</summary>
    public static bool IsKey(string text) => text.Length is > 0 and <= MaxLength && !text.AsSpan().ContainsAnyExceptInRange(' ', '~');
}

namespace Chat.Features.Shared.Idempotency;

/// <summary>What a client names a call by, so that sending it again does nothing twice.</summary>
/// <param name="Text">The header <c>Idempotency-Key</c>: 1 to 255 printable ASCII characters, unique for its user.</param>
/// <param name="Request">SHA-256 of method, address and body: the same for the call sent again, and for no other.</param>
public sealed record IdempotencyKey(string Text, byte[] Request);

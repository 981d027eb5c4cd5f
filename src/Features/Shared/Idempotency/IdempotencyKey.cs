namespace Chat.Features.Shared.Idempotency;

/// <summary>The name that a client gives a call, so that sending it again does nothing twice.</summary>
/// <param name="Text">The header <c>Idempotency-Key</c>: 1 to 255 printable ASCII characters, unique for its user.</param>
/// <param name="Request">SHA-256 of method, address, agent and body.</param>
public sealed record IdempotencyKey(string Text, byte[] Request);

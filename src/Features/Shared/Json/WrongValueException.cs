namespace Chat.Features.Shared.Json;

/// <summary>A value that a converter refuses; the message completes a sentence that begins with the member's name.</summary>
internal sealed class WrongValueException(string problem) : JsonException(problem);

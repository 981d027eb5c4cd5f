namespace Chat.Features.Shared.Json;

/// <summary>A converter refuses a value. The message follows the member's name in a sentence.</summary>
internal sealed class WrongValueException(string problem) : JsonException(problem);

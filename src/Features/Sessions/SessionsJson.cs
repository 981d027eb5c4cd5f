namespace Chat.Features.Sessions;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ChatSession))]
[JsonSerializable(typeof(PurgedSession))]
[JsonSerializable(typeof(SessionResponse))]
[JsonSerializable(typeof(SessionCreated))]
[JsonSerializable(typeof(SessionUpdated))]
[JsonSerializable(typeof(SessionDeactivated))]
[JsonSerializable(typeof(SessionReactivated))]
[JsonSerializable(typeof(MessagePosted))]
[JsonSerializable(typeof(MessageEdited))]
[JsonSerializable(typeof(MessageFinished))]
[JsonSerializable(typeof(MessageInterrupted))]
[JsonSerializable(typeof(SessionPurged))]
internal sealed partial class SessionsJson : JsonSerializerContext;

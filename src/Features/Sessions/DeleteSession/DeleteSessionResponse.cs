namespace Chat.Features.Sessions.DeleteSession;

/// <summary>The answer of a deletion.</summary>
/// <param name="Message"><c>Chat session deleted successfully</c>, or <c>Chat session erased</c>.</param>
/// <param name="SessionId">The session.</param>
/// <param name="Messages">How many messages were erased; only when the session was.</param>
public sealed record DeleteSessionResponse(
    string Message, long SessionId, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Messages = null);

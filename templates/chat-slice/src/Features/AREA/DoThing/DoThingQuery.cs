namespace Chat.Features.AREA.DoThing;

#if (area == "Statistics")
/// <summary>Counts the sessions of the current user.</summary>
public sealed record DoThingQuery : IQuery<DoThingResponse>;
#elseif (area == "Drafts")
/// <summary>Counts the versions of a message of the current user.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="MessageId">The message.</param>
public sealed record DoThingQuery(long SessionId, long MessageId) : IQuery<DoThingResponse>;
#else
/// <summary>Counts the messages of a session of the current user.</summary>
/// <param name="SessionId">The session.</param>
public sealed record DoThingQuery(long SessionId) : IQuery<DoThingResponse>;
#endif

namespace Chat.Features.AREA.DoThing;

#if (area == "Statistics")
/// <summary>Counts the sessions of the current user.</summary>
public sealed record DoThingQuery : IQuery<DoThingResponse>, IFromUrl<DoThingQuery>;
#elseif (area == "Drafts")
/// <summary>Counts the versions of a message of the current user.</summary>
public sealed record DoThingQuery([FromRoute] long SessionId, [FromRoute] long MessageId) : IQuery<DoThingResponse>, IFromUrl<DoThingQuery>;
#else
/// <summary>Counts the messages of a session of the current user.</summary>
public sealed record DoThingQuery([FromRoute] long SessionId) : IQuery<DoThingResponse>, IFromUrl<DoThingQuery>;
#endif

namespace Chat.Features.Sessions.ChangeSessions;

/// <param name="Changed">How many of the sessions changed: those that were in the wanted state already do not count, nor do others that the limit made inactive.</param>
public sealed record ChangeSessionsResponse(long Changed);

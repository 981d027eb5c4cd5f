namespace Chat.Features.Sessions.DeleteSession;

/// <summary>Marks a session of the current user inactive; one that is inactive already stays as it is.</summary>
public sealed record DeleteSessionCommand([FromRoute] long SessionId) : ICommand<DeleteSessionResponse>, IFromUrl<DeleteSessionCommand>;

namespace Chat.Features.Search.IndexSession;

/// <summary>Makes some messages of one session in the backlog searchable. Send it until it returns false.</summary>
public sealed record IndexSessionCommand : ICommand<bool>;

namespace Chat.Features.Transfer.ExportUser;

/// <summary>Opens an export of everything of the current user.</summary>
public sealed record ExportUserQuery : IQuery<UserExport>;

namespace Chat.Features.Transfer;

/// <summary>Another import has stored the same session: nothing is committed.</summary>
internal sealed class AlreadyImportedException : Exception;

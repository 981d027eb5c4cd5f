namespace Chat.Features.Shared.Errors;

/// <summary>The call cannot be handled in time: 503 with <c>Retry-After</c>.</summary>
public sealed class BusyException(string detail) : Exception(detail);

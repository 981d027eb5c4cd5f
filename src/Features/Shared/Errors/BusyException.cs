namespace Chat.Features.Shared.Errors;

/// <summary>The service cannot take this call in time: 503 with <c>Retry-After</c>. Nothing was done.</summary>
public sealed class BusyException(string detail) : Exception(detail);

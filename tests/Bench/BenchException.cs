namespace Chat.Bench;

/// <summary>The run is worth nothing, or cannot begin; the message says why.</summary>
internal sealed class BenchException(string message) : Exception(message);

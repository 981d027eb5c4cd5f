namespace Chat.Host.Startup;

/// <summary>The configuration does not allow a start. The message is printed to stderr and never contains a secret.</summary>
public sealed class StartupException(string message) : Exception(message);

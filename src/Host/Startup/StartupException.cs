namespace Chat.Host.Startup;

/// <summary>The service cannot start as it is configured; the message is the one line for the person at the terminal.</summary>
/// <param name="message">Names the setting and what it may be; never a secret.</param>
public sealed class StartupException(string message) : Exception(message);

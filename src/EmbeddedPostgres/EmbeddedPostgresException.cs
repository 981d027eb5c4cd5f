namespace Chat.EmbeddedPostgres;

/// <summary>The private Postgres cannot be used. The message is meant for the person at the terminal and says what to do.</summary>
/// <param name="message">What went wrong and what to do about it.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class EmbeddedPostgresException(string message, Exception? inner = null) : Exception(message, inner);

namespace Chat.EmbeddedPostgres;

/// <summary>The private Postgres cannot be used. The message is meant for the person at the terminal and says what to do.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? inner = null) : IOException(message, inner);

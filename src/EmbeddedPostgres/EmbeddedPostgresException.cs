namespace Chat.EmbeddedPostgres;

/// <summary>The embedded Postgres cannot be used; the message says what to do.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? inner = null) : IOException(message, inner);

namespace Chat.EmbeddedPostgres;

/// <summary>Postgres ended while it was starting.</summary>
internal sealed class PostmasterFailedException(string output) : Exception("Postgres did not start:\n" + output)
{
    /// <summary>Somebody took the port between its choice and its use.</summary>
    public bool IsPortTaken { get; } = output.Contains("could not bind", StringComparison.Ordinal);

    /// <summary>Children of a killed postmaster are still at work; they notice within moments.</summary>
    public bool IsDataStillHeld { get; } =
        output.Contains("pre-existing shared memory block", StringComparison.Ordinal);
}

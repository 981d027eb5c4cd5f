namespace Chat.Features.Shared.Errors;

/// <summary>The database committed nothing of a command, and another try may succeed.</summary>
public static class WriteConflict
{
    /// <summary>SQLSTATE of a transaction that the server ended, since nothing happened in it for too long.</summary>
    public const string IdleTransaction = "25P03";

    /// <summary>Marten wraps Npgsql's exceptions, so all inner exceptions count.</summary>
    public static bool IsBehind(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is ExistingStreamIdCollisionException or DocumentAlreadyExistsException or PostgresException
                {
                    SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation
                        or IdleTransaction,
                })
            {
                return true;
            }
        }
        return false;
    }
}

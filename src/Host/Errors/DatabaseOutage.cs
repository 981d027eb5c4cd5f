using System.Net.Sockets;

namespace Chat.Host.Errors;

internal static class DatabaseOutage
{
    /// <summary>Whether a retry may help. Marten wraps Npgsql's exceptions, so all inner exceptions count.</summary>
    public static bool IsBehind(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is PostgresException refused)
                return refused.IsTransient || IsAway(refused.SqlState);
            if (exception is NpgsqlException or SocketException or TimeoutException)
                return true;
        }
        return false;
    }

    /// <summary>By class of SQLSTATE; <see href="https://www.postgresql.org/docs/current/errcodes-appendix.html"/>.</summary>
    private static bool IsAway(string state) =>
        state[..2] is "08" or "53" or "57" or "58" // connection, resources, shutdown or time-out, system
            or "28" or "3D" // login refused, during start or reconfiguration
        || state is PostgresErrorCodes.ReadOnlySqlTransaction // a standby during fail-over
            or WriteConflict.IdleTransaction;
}

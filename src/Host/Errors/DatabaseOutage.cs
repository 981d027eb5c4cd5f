using System.Net.Sockets;

namespace Chat.Host.Errors;

/// <summary>Tells a database that is away or overloaded from one that refuses what we ask.</summary>
internal static class DatabaseOutage
{
    /// <summary>Whether trying again later may help. Stores wrap the driver's exceptions, so all causes are looked at.</summary>
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
        state[..2] is "08" or "53" or "57" or "58" // connection, resources, shut-down and cancelled by a time-out, system
            or "28" or "3D" // not (yet, or no longer) let in
        || state is PostgresErrorCodes.ReadOnlySqlTransaction // a standby, while another host takes over
            or "25P03"; // a transaction in which nothing happened for too long
}

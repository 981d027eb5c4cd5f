namespace Chat.Bench.Machine;

/// <summary>Runs programs in sessions of their own, as a service manager does.</summary>
/// <remarks>
/// Linux shares the processor between sessions first (<c>kernel.sched_autogroup_enabled</c>), and every process of Postgres is
/// a session of its own: a host in the session of the bench and of wrk got a fraction of what 16 connections to Postgres got,
/// and p99 rose to twenty times p50.
/// </remarks>
internal static class OwnSession
{
    private static readonly bool s_isThere = File.Exists("/usr/bin/setsid");

    /// <summary>The program to start; its process becomes that of <paramref name="program"/>.</summary>
    public static string Program(string program) => s_isThere ? "/usr/bin/setsid" : program;

    /// <summary>Its arguments.</summary>
    public static IEnumerable<string> Arguments(string program, IEnumerable<string> arguments) =>
        s_isThere ? arguments.Prepend(program) : arguments;
}

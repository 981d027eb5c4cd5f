using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Chat.EmbeddedPostgres;

internal static partial class Native
{
    /// <summary>Postgres: fast shutdown.</summary>
    public const int Interrupt = 2;

    /// <summary>Postgres: immediate shutdown, recovery at the next start.</summary>
    public const int Quit = 3;

    public const int KillSignal = 9;

    private const int NoSuchProcess = 3;

    /// <summary>SIGSTOP.</summary>
    public static int Freeze { get; } = OperatingSystem.IsMacOS() ? 17 : 19;

    /// <summary>SIGCONT.</summary>
    public static int Thaw { get; } = OperatingSystem.IsMacOS() ? 19 : 18;

    /// <summary>Sends a signal; a process that is gone already is no error.</summary>
    public static void Signal(int pid, int signal)
    {
        if (Kill(pid, signal) != 0 && Marshal.GetLastPInvokeError() is not NoSuchProcess and var error)
            throw new Win32Exception(error);
    }

    public static bool Exists(int pid) => Kill(pid, 0) == 0 || Marshal.GetLastPInvokeError() != NoSuchProcess;

    public static void ChangeOwner(string path, uint user, uint group)
    {
        if (Chown(path, user, group) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"chown {path}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Chown(string path, uint user, uint group);
}

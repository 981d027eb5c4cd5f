using System.ComponentModel;
using System.Diagnostics;

namespace Chat.EmbeddedPostgres;

/// <summary>What a command that was run to its end left behind.</summary>
internal sealed record Command(int ExitCode, string Output, string Error)
{
    public const int NotFound = 127;

    /// <summary>Runs a command in <c>/</c>: the current folder may be closed to the account it runs as.</summary>
    public static async Task<Command> RunAsync(IReadOnlyList<string> commandLine, CancellationToken token)
    {
        using var process = new Process { StartInfo = Describe(commandLine) };
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            return new Command(NotFound, "", missing.Message);
        }

        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(token);
            var error = process.StandardError.ReadToEndAsync(token);
            await process.WaitForExitAsync(token);
            return new Command(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public static ProcessStartInfo Describe(IReadOnlyList<string> commandLine)
    {
        var start = new ProcessStartInfo(commandLine[0], commandLine.Skip(1))
        {
            WorkingDirectory = "/",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    /// <summary>The full path of a command on PATH, or null.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/bin", "/bin", "/usr/sbin", "/sbin"])
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}

using System.ComponentModel;
using System.Diagnostics;

namespace Chat.EmbeddedPostgres;

internal sealed record Command(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a program by its full path, in <c>/</c>: the account (null for the caller) may not enter the current folder.</summary>
    public static async Task<Command> RunAsync(string? account, string program, IEnumerable<string> arguments, CancellationToken token, string input = "")
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                UserName = account ?? "",
                UseShellExecute = false,
                WorkingDirectory = "/",
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["LC_ALL"] = "C" },
            },
        };
        try
        {
            process.Start();
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(token);
            var error = process.StandardError.ReadToEndAsync(token);
            await process.WaitForExitAsync(token);
            return new Command(process.ExitCode, await output, await error);
        }
        catch (Win32Exception refused)
        {
            return new Command(127, "", refused.Message);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public void ThrowIfFailed(string otherwise)
    {
        if (ExitCode != 0)
            throw new EmbeddedPostgresException($"{otherwise}: {Error.Trim()}");
    }
}

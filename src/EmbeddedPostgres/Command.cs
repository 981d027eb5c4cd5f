using System.ComponentModel;
using System.Diagnostics;

namespace Chat.EmbeddedPostgres;

/// <summary>What a program that ran to its end left behind.</summary>
internal sealed record Command(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a program, named by its full path, as the account (null is the caller) in <c>/</c>: the current folder may be closed to it.</summary>
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

    /// <summary>Throws what the program wrote to stderr, after a sentence about what failed.</summary>
    public void ThrowIfFailed(string otherwise)
    {
        if (ExitCode != 0)
            throw new EmbeddedPostgresException($"{otherwise}: {Error.Trim()}");
    }
}

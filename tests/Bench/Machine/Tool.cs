using System.Diagnostics;

namespace Chat.Bench.Machine;

/// <summary>A program of the system that the bench runs.</summary>
internal sealed class Tool
{
    private readonly string _path;

    private Tool(string path) => _path = path;

    /// <summary>Finds a program in the folders given, then on PATH.</summary>
    /// <exception cref="BenchException">It is not there; the message names its package.</exception>
    public static Tool Find(string name, string package, params IEnumerable<string> folders)
    {
        var path = folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        return path is not null ? new Tool(path) : throw new BenchException($"{name} is missing: install the package '{package}'.");
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>What it wrote to stdout.</returns>
    /// <exception cref="BenchException">It failed.</exception>
    public async Task<string> RunAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken token)
    {
        var start = new ProcessStartInfo(OwnSession.Program(_path), OwnSession.Arguments(_path, arguments)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(token);
            var errors = await process.StandardError.ReadToEndAsync(token);
            await process.WaitForExitAsync(token);
            return process.ExitCode == 0
                ? await output
                : throw new BenchException($"{Path.GetFileName(_path)} failed: {errors.Trim()}\n{(await output).Trim()}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}

using System.Diagnostics;

namespace Templates.Tests;

/// <summary>A copy of the repository in a temporary folder, for tests to add to and build.</summary>
internal sealed class RepositoryCopy : IDisposable
{
    private static readonly string[] NotCopied = ["bin", "obj", "artifacts", ".git", ".cache", ".data", ".vs", ".idea"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-copy-");

    public RepositoryCopy() => Copy(Original(), _folder);

    public string PathOf(string path) => Path.Combine(_folder.FullName, path);

    /// <summary>Runs dotnet at the root of the copy.</summary>
    /// <returns>The exit code, and all that it printed.</returns>
    public async Task<(int ExitCode, string Output)> DotnetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = _folder.FullName,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
                ["DOTNET_CLI_UI_LANGUAGE"] = "en",
                // No build process stays running, and none of another folder is used.
                ["MSBUILDDISABLENODEREUSE"] = "1",
                // The packages are those of the original repository.
                ["NuGetAudit"] = "false",
            },
        };
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static DirectoryInfo Original()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Chat.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run inside of the repository only.");
        return folder;
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.EnumerateFiles())
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        foreach (var folder in from.EnumerateDirectories().Where(folder => !NotCopied.Contains(folder.Name)))
            Copy(folder, to.CreateSubdirectory(folder.Name));
    }
}

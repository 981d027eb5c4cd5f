using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Features.Tests.Support;

/// <summary>Node.js with the packages of <c>tests/Web</c>, exactly those of its lock file, which are installed once into the cache.</summary>
internal sealed class NodeTools : IDisposable
{
    private static readonly string Root = FindRoot(), Web = Path.Combine(Root, "tests", "Web");

    private static readonly Lazy<Task<string?>> Installed = new(InstallAsync);

    private readonly string _folder;

    private NodeTools(string folder) => _folder = folder;

    private static string Node => Environment.GetEnvironmentVariable("CHAT_NODE") is { Length: > 0 } named ? named : "node";

    /// <summary>A new folder with the scripts of <c>tests/Web</c>. Skips the test where there is no Node.js.</summary>
    public static async Task<NodeTools> OpenAsync()
    {
        var packages = await Installed.Value;
        Assert.SkipWhen(packages is null, "No Node.js: install Debian's packages nodejs and npm, or name the program in CHAT_NODE.");
        var folder = Directory.CreateDirectory(Path.Combine(packages!, "runs", Guid.NewGuid().ToString("n"))).FullName;
        foreach (var file in Directory.GetFiles(Web))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return new NodeTools(folder);
    }

    /// <summary>The code blocks of a language in a page of the repository, in their order.</summary>
    public static async Task<IReadOnlyList<string>> CodeOfAsync(string page, string language) =>
        [.. (await File.ReadAllTextAsync(Path.Combine(Root, page))).Split($"```{language}\n").Skip(1).Select(block => block.Split("```")[0])];

    public string PathOf(string file) => Path.Combine(_folder, file);

    public Task WriteAsync(string file, string text) => File.WriteAllTextAsync(PathOf(file), text);

    /// <summary>Makes <c>chat.d.ts</c> from the document of a service, and returns it.</summary>
    public async Task<string> GenerateAsync(ChatServer server)
    {
        await WriteAsync("v1.json", (await server.WithToken(null).GetAsync("/openapi/v1.json")).Ok().Body);
        await RunAsync("../../node_modules/openapi-typescript/bin/cli.js", "v1.json", "-o", "chat.d.ts");
        return await File.ReadAllTextAsync(PathOf("chat.d.ts"));
    }

    /// <summary>Compiles strictly; what is wrong fails the test.</summary>
    public Task CompileAsync(string file, params string[] options) => RunAsync(
        ["../../node_modules/typescript/bin/tsc", file, "--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom,dom.iterable", "--jsx", "react-jsx", "--types", "react", .. options]);

    /// <summary>Runs a script, and returns what it prints.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var (code, output) = await ExecuteAsync(Node, _folder, arguments);
        code.ShouldBe(0, $"node {string.Join(' ', arguments)}\n{output}");
        return output;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<string?> InstallAsync()
    {
        var cache = Environment.GetEnvironmentVariable("CHAT_CACHE_DIRECTORY") is { Length: > 0 } named ? named : Path.Combine(Root, ".cache");
        var locked = await File.ReadAllBytesAsync(Path.Combine(Web, "package-lock.json"));
        var folder = Path.Combine(cache, "web-" + Convert.ToHexStringLower(SHA256.HashData(locked))[..12]);
        try
        {
            await ExecuteAsync(Node, Root, ["--version"]);
            if (File.Exists(Path.Combine(folder, "installed")))
                return folder;
            Directory.CreateDirectory(folder);
            foreach (var file in new[] { "package.json", "package-lock.json" })
                File.Copy(Path.Combine(Web, file), Path.Combine(folder, file), overwrite: true);
            var (code, output) = await ExecuteAsync("npm", folder, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
            code.ShouldBe(0, output);
            await File.WriteAllTextAsync(Path.Combine(folder, "installed"), "");
            return folder;
        }
        catch (Win32Exception)
        {
            return null; // There is no such program.
        }
    }

    private static async Task<(int Code, string Output)> ExecuteAsync(string program, string folder, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + (process.ExitCode == 0 ? "" : await errors));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Chat.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("There is no Chat.sln above the tests.");
        return folder.FullName;
    }
}

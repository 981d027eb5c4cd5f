using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>The image is built of what the host needs, and knows when the service is ready.</summary>
public sealed partial class ImageTests(PostgresFixture postgres)
{
    private static readonly string Dockerfile = Repository.Text("Dockerfile");
    private static readonly string[] Copied = [.. Copy().Matches(Dockerfile).SelectMany(copy => copy.Groups["source"].Captures.Select(source => source.Value))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void What_the_image_copies_is_there_and_not_ignored()
    {
        Copied.Length.ShouldBeGreaterThan(5);

        Copied.Where(path => !Path.Exists(Repository.FullPath(path))).ShouldBeEmpty();
        var kept = Repository.Text(".dockerignore").Split('\n').Where(line => line.StartsWith("!/", StringComparison.Ordinal)).Select(line => line[2..]).ToList();
        Copied.Select(path => path.Split('/')[0]).Distinct().ShouldBe(kept, ignoreOrder: true);
    }

    [Fact]
    public void The_image_restores_the_projects_that_the_host_is_built_of_by_their_lock_files()
    {
        var projects = NeededBy("src/Host/Chat.Host.csproj").Distinct().ToList();
        projects.Count.ShouldBeGreaterThan(3);

        Copied.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).ShouldBe(projects, ignoreOrder: true);
        Copied.Where(path => path.EndsWith("/packages.lock.json", StringComparison.Ordinal)).ShouldBe(projects.Where(HasLockFile).Select(LockFile), ignoreOrder: true);
    }

    [Fact]
    public void Every_project_has_a_lock_file_but_those_that_say_why_not()
    {
        var projects = Repository.Files("*.csproj", "src", "tests", "samples").Select(project => project.Path).ToList();

        foreach (var project in projects)
            Path.Exists(Repository.FullPath(LockFile(project))).ShouldBe(HasLockFile(project), project);
        projects.Where(project => !HasLockFile(project)).ShouldAllBe(project => Reason().IsMatch(Repository.Text(project)));
    }

    [Fact]
    public async Task The_health_check_of_the_image_passes_only_where_the_service_is_ready()
    {
        await using var server = await ChatServer.StartAsync(await postgres.NewDatabaseAsync());
        var check = JsonSerializer.Deserialize<string[]>(HealthCheck().Match(Dockerfile).Groups["command"].Value).ShouldNotBeNull();
        check[^1].ShouldContain("/8080 ");
        Dockerfile.ShouldContain("EXPOSE 8080");

        (await RunAsync("/8080 ", $"/{server.Address.Port} ")).ShouldBe(0);
        (await RunAsync("/8080 ", "/1 ")).ShouldNotBe(0);
        check[^1] = check[^1].Replace("/health/ready", "/health/none", StringComparison.Ordinal);
        (await RunAsync("/8080 ", $"/{server.Address.Port} ")).ShouldNotBe(0);

        async Task<int> RunAsync(string port, string other)
        {
            using var process = Process.Start(new ProcessStartInfo(check[0], [check[1], check[2].Replace(port, other, StringComparison.Ordinal)]) { UseShellExecute = false, RedirectStandardError = true })!;
            await process.WaitForExitAsync(Token);
            return process.ExitCode;
        }
    }

    /// <summary>A project with those that it refers to, directly and not.</summary>
    private static IEnumerable<string> NeededBy(string project) => ProjectReference().Matches(Repository.Text(project))
        .Select(reference => Path.GetRelativePath(Repository.FullPath("."), Path.Combine(Path.GetDirectoryName(Repository.FullPath(project))!, reference.Groups["path"].Value)).Replace('\\', '/'))
        .SelectMany(NeededBy)
        .Prepend(project);

    private static bool HasLockFile(string project) => !Repository.Text(project).Contains("<RestorePackagesWithLockFile>false<", StringComparison.Ordinal);

    private static string LockFile(string project) => Path.GetDirectoryName(project)!.Replace('\\', '/') + "/packages.lock.json";

    [GeneratedRegex(@"^COPY (?!--)((?<source>\S+) )+\S+$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1_000)]
    private static partial Regex Copy();

    [GeneratedRegex(@"<ProjectReference Include=""(?<path>[^""]+)""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex ProjectReference();

    [GeneratedRegex(@"a lock file would .+-->\s+<RestorePackagesWithLockFile>false<", RegexOptions.None, 1_000)]
    private static partial Regex Reason();

    [GeneratedRegex(@"^HEALTHCHECK .*\\\n\s+CMD (?<command>\[.+\])$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1_000)]
    private static partial Regex HealthCheck();
}

using System.Text.RegularExpressions;

[assembly: AssemblyFixture(typeof(Templates.Tests.NewSlices))]

namespace Templates.Tests;

/// <summary>
/// What a newcomer may add, in one copy of the repository that is built and tested once: a slice of the template for each area,
/// and the worked example of CONTRIBUTING.md.
/// </summary>
public sealed partial class NewSlices : IAsyncLifetime
{
    /// <summary>The areas that the template asks for.</summary>
    internal static readonly string[] Areas = ["Sessions", "Messages", "Drafts", "Statistics"];

    private const string Tests = "tests/Features.Tests/";

    // Rules for every slice, which a new slice would break first.
    private static readonly string[] RulesOfCode = ["RequestTests", "SliceTests", "SourceTests", "SqlTests"];
    private static readonly string[] RulesOfTheApi = ["OpenApi.AnswerTests", "OpenApi.DocumentTests", "OpenApi.ParameterTests"];

    private readonly RepositoryCopy _copy = new();
    private string _results = "";

    /// <summary>The files of the worked example: path and text.</summary>
    internal IReadOnlyList<(string Path, string Text)> Example { get; private set; } = [];

    /// <summary>Its test classes, below the namespace of all.</summary>
    internal IEnumerable<string> ExampleTests =>
        from file in Example
        where file.Path.StartsWith(Tests, StringComparison.Ordinal)
        select file.Path[Tests.Length..].Replace(".cs", "", StringComparison.Ordinal).Replace('/', '.');

    /// <summary>How often CONTRIBUTING.md shows C#, with a path or without.</summary>
    internal int BlocksOfCode { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var others = Directory.GetFiles(_copy.PathOf(Tests), "*Tests*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/OpenApi/", StringComparison.Ordinal)).ToList();
        var hive = _copy.PathOf("hive");
        await SucceedAsync("new", "install", "templates/chat-slice", "--debug:custom-hive", hive);
        foreach (var area in Areas)
            await SucceedAsync("new", "chat-slice", "-n", "Try" + area, "--area", area, "--debug:custom-hive", hive);
        await WriteExampleAsync();

        await TestAsync("Architecture.Tests", RulesOfCode);
        // Tests of other slices do not concern the new ones, and take long to compile.
        others.ForEach(File.Delete);
        await TestAsync("Features.Tests",
        [
            .. Areas.Select(area => $"{area}.Try{area}Tests"),
            .. ExampleTests,
            .. RulesOfTheApi,
        ]);
    }

    /// <summary>Fails unless a test class of the copy ran and all of it passed.</summary>
    internal void ShouldHavePassed(string testClass)
    {
        var results = _results.Split('\n').Where(line => line.Contains($".{testClass}.", StringComparison.Ordinal)).ToList();
        results.ShouldNotBeEmpty(_results);
        results.ShouldAllBe(line => line.StartsWith("passed ", StringComparison.Ordinal), _results);
    }

    internal void RulesShouldHold()
    {
        foreach (var name in RulesOfCode.Concat(RulesOfTheApi))
            ShouldHavePassed(name);
    }

    public ValueTask DisposeAsync()
    {
        _copy.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task WriteExampleAsync()
    {
        var guide = await File.ReadAllTextAsync(_copy.PathOf("CONTRIBUTING.md"), TestContext.Current.CancellationToken);
        BlocksOfCode = guide.Split('\n').Count(line => line == "```csharp");
        Example = [.. ShownFile().Matches(guide).Select(match => (match.Groups["path"].Value, match.Groups["text"].Value))];
        foreach (var (path, text) in Example)
        {
            var file = new FileInfo(_copy.PathOf(path));
            file.Directory!.Create();
            await File.WriteAllTextAsync(file.FullName, text, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Builds a test project of the copy, where warnings are errors as everywhere, and runs some of its classes.</summary>
    private async Task TestAsync(string project, IEnumerable<string> classes)
    {
        await SucceedAsync("build", "tests/" + project, "-c", "Release", "-v", "quiet");
        var filters = classes.SelectMany(name => new[] { "--filter-class", $"{project}.{name}" });
        _results += (await _copy.DotnetAsync([$"tests/{project}/bin/Release/net10.0/{project}.dll", "--no-ansi", "--no-progress", "--output", "Detailed", .. filters])).Output;
    }

    private async Task SucceedAsync(params string[] arguments)
    {
        var (exitCode, output) = await _copy.DotnetAsync(arguments);
        exitCode.ShouldBe(0, $"dotnet {string.Join(' ', arguments)}\n{output}");
    }

    // A line with a path in backticks, and below it the text of the file.
    [GeneratedRegex(@"^`(?<path>[^`\n]+)`\n```\w+\n(?<text>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, 1_000)]
    private static partial Regex ShownFile();
}

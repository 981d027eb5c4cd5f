using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>The README's calls do what it shows.</summary>
public sealed partial class ReadmeTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_call_of_a_tool_answers_as_the_README_shows()
    {
        await using var server = await ChatServer.StartAsync(await postgres.NewDatabaseAsync());
        var alice = server.User("alice");
        await alice.CreateAsync("My first session");
        await alice.SayAsync(1, "Hello, how can you help?");
        await alice.SayAsync(1, "I can help you", "assistant", "primary");
        var shown = Shown().Match(Repository.Text("README.md"));

        var answer = await RunAsync(shown.Groups["call"].Value.Replace("http://localhost:5000", server.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal), Tokens.For("alice"));

        answer.ShouldMatch("^" + Regex.Escape(shown.Groups["answer"].Value.Trim()).Replace("…", ".*", StringComparison.Ordinal) + @"\s*$");
    }

    private static async Task<string> RunAsync(string commands, string token)
    {
        var start = new ProcessStartInfo("bash", ["-c", commands]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["TOKEN"] = token;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        process.ExitCode.ShouldBe(0, output);
        return output;
    }

    [GeneratedRegex("## Tools for models\n.*?```bash\n(?<call>.*?)```\n```\n(?<answer>.*?)```", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1_000)]
    private static partial Regex Shown();
}

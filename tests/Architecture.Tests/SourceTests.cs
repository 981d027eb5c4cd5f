using System.Text.RegularExpressions;

namespace Architecture.Tests;

public sealed partial class SourceTests
{
    private const int MostLines = 200;

    private static readonly IReadOnlyList<(string Path, string Text)> Features = Repository.Sources("src/Features");
    private static readonly IReadOnlyList<(string Path, string Text)> Everything = Repository.Sources("src", "tests");
    private static readonly IReadOnlyList<(string Path, string Text)> Page = [.. Repository.Files("*", "src/Web").Where(IsOfThePage)];

    [Fact]
    public void The_pipeline_alone_commits()
    {
        var commits = Features.LinesThat(line => line.Contains("SaveChanges", StringComparison.Ordinal));

        commits.ShouldHaveSingleItem().ShouldStartWith("src/Features/Shared/Pipeline/CommitBehavior.cs:");
    }

    /// <summary>A cancelled begin loses its connection (ADR 10).</summary>
    [Fact]
    public void Transactions_begin_in_one_place()
    {
        var begins = Features.LinesThat(line => line.Contains(".BeginTransactionAsync(", StringComparison.Ordinal));

        begins.ShouldHaveSingleItem().ShouldStartWith("src/Features/Shared/Storage/TenantBatches.cs:");
    }

    [Fact]
    public void No_slice_names_the_storage_in_a_using()
    {
        Features.LinesThat(line => line.StartsWith("using ", StringComparison.Ordinal)).Count.ShouldBeGreaterThan(20);

        Features.LinesThat(line => StorageUsing().IsMatch(line)).ShouldBeEmpty();
    }

    [Fact]
    public void No_file_is_built_in_two_ways() =>
        Everything.LinesThat(line => line.StartsWith("#if", StringComparison.Ordinal)).ShouldBeEmpty();

    [Theory]
    [InlineData("src/Features", "Chat.Features")]
    [InlineData("src/Host", "Chat.Host")]
    [InlineData("src/EmbeddedPostgres", "Chat.EmbeddedPostgres")]
    [InlineData("src/Web", "Chat.Web")]
    [InlineData("tests/Features.Tests", "Features.Tests")]
    [InlineData("tests/Web.Tests", "Web.Tests")]
    public void The_namespace_is_the_folder(string folder, string root)
    {
        foreach (var (path, text) in Repository.Sources(folder).Where(source => !source.Path.EndsWith("/Program.cs", StringComparison.Ordinal)))
        {
            var expected = (root + Path.GetDirectoryName(path)![folder.Length..]).Replace('/', '.');
            Namespace().Match(text).Groups["name"].Value.ShouldBe(expected, path);
        }
    }

    [Fact]
    public void No_file_has_more_lines_than_a_reader_keeps_in_mind() =>
        Everything.Concat(Page).Where(source => source.Text.Count(character => character == '\n') >= MostLines).Select(source => source.Path).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_for_later() => Everything.Concat(Page).LinesThat(line => Later().IsMatch(line)).ShouldBeEmpty();

    [Fact]
    public void Nothing_sleeps_or_waits_for_a_task_without_await()
    {
        var others = Everything.Where(source => !source.Path.EndsWith("SourceTests.cs", StringComparison.Ordinal)).ToList();
        others.LinesThat(line => line.Contains("await ", StringComparison.Ordinal)).Count.ShouldBeGreaterThan(100);

        others.LinesThat(line => line.Contains("Thread.Sleep", StringComparison.Ordinal) || Blocking().IsMatch(line)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_use_case_has_a_test_class_of_its_name_that_tests_something()
    {
        var tests = Repository.Sources("tests/Features.Tests");
        foreach (var slice in Slice.All)
        {
            var own = tests.Where(test => test.Path.StartsWith($"tests/Features.Tests/{slice.Area}/{slice.Name}Tests", StringComparison.Ordinal)).ToList();
            own.ShouldNotBeEmpty($"{slice.Namespace} needs tests/Features.Tests/{slice.Area}/{slice.Name}Tests.cs");
            own.ShouldAllBe(test => test.Text.Contains($"class {slice.Name}Tests", StringComparison.Ordinal));
            own.LinesThat(line => line is "[Fact]" or "[Theory]").ShouldNotBeEmpty(slice.Name);
        }
    }

    private static bool IsOfThePage((string Path, string Text) file) => Path.GetExtension(file.Path) is ".razor" or ".js" or ".css" or ".html";

    [GeneratedRegex(@"^(global )?using (static )?(Marten|JasperFx|Weasel|Npgsql|Carter)\b", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex StorageUsing();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1_000)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\b(TO[D]O|HAC[K]|FIXM[E]|XX[X])\b", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Later();

    [GeneratedRegex(@"\.GetAwaiter\(\)\.GetResult\(\)|\.Wait\(\)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Blocking();
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Chat.Features;
using Chat.Features.Sessions;
using Chat.Host.Storage;

namespace Architecture.Tests;

/// <summary>docs/operations.md explains every warning and describes every metric.</summary>
public sealed partial class OperationsTests
{
    private static readonly string Page = Repository.Text("docs/operations.md");

    [Fact]
    public void Every_warning_and_error_of_the_log_is_explained()
    {
        var messages = Matches(Warning(), "message");
        messages.Count.ShouldBeGreaterThan(8);

        messages.Where(message => !IsExplained(message)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_metric_is_described_with_its_unit()
    {
        var metrics = Matches(Instrument(), "metric");
        metrics.Count.ShouldBeGreaterThan(8);

        metrics.Select(metric => metric.Split("\", \"")).Where(metric => !Page.Contains($"| `{metric[0]}` | `{metric[1]}` |", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_runbook_names_each_table_with_private_text_and_what_of_it_is()
    {
        var tables = FeaturesSetup.Documents.Where(table => table.Text is not null).ToList();
        tables.Count.ShouldBeGreaterThan(5);
        foreach (var table in tables)
        {
            var row = Page.Split('\n').SingleOrDefault(line => line.StartsWith($"| `mt_doc_{table.Name}` |", StringComparison.Ordinal)).ShouldNotBeNull(table.Name);
            table.Text!.Members.Select(JsonNamingPolicy.SnakeCaseLower.ConvertName).Where(member => !row.Contains($"`{member}`", StringComparison.Ordinal)).ShouldBeEmpty(row);
        }
        var events = Page.Split('\n').Single(line => line.StartsWith("| `mt_events` |", StringComparison.Ordinal));
        FeaturesSetup.Events.Where(e => e.Value.IsAssignableTo(typeof(ISessionText))).Where(e => !events.Contains($"`{e.Key}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_runbook_counts_what_is_left_of_a_user_in_every_table() => CountedTable().Matches(Page).Select(match => match.Groups["table"].Value)
        .ShouldBe(UserTables.All, ignoreOrder: true);

    /// <summary>The whole message, or its beginning up to an ellipsis.</summary>
    private static bool IsExplained(string message) => Page.Contains($"`{message}`", StringComparison.Ordinal)
        || Explained().Matches(Page).Any(start => message.StartsWith(start.Groups["start"].Value, StringComparison.Ordinal));

    // Of the service; the packages log in other programs.
    private static IReadOnlyList<string> Matches(Regex pattern, string group) =>
        [.. Repository.Sources("src/Features", "src/Host", "src/EmbeddedPostgres").SelectMany(source => pattern.Matches(source.Text)).Select(match => match.Groups[group].Value)];

    [GeneratedRegex("""Level = LogLevel\.(Warning|Error|Critical), Message = "(?<message>[^"]+)""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Warning();

    [GeneratedRegex("""\.Create\w+<\w+>\(\s*"(?<metric>[\w.]+", "[^"]+)"?""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Instrument();

    [GeneratedRegex(@"\(select count\(\*\) from (?<table>\w+)\)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex CountedTable();

    [GeneratedRegex("`(?<start>[^`\n]{20,}) …`", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Explained();
}

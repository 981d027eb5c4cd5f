using System.Text.RegularExpressions;
using Chat.Features.Shared.Storage;

namespace Architecture.Tests;

/// <summary>Every query of the slices names its tenant, and is a file beside its handler.</summary>
public sealed partial class SqlTests
{
    private static readonly IReadOnlyList<(string Path, string Text)> SqlFiles = Repository.Files("*.sql", "src/Features");

    private static readonly IReadOnlyList<(string Path, string Text)> Texts =
        [.. SqlFiles.Select(file => (file.Path, LineComment().Replace(file.Text, "")))];

    /// <summary>What the service loads, with all parts in place.</summary>
    private static readonly IReadOnlyList<(string Name, string Text)> Statements =
    [
        .. from source in Repository.Sources("src/Features")
           from Match loaded in Loaded().Matches(source.Text)
           let name = loaded.Groups["name"].Value
           select (name, SqlStatement.Load(name, ("Filter", ""), ("Counter", "0"), ("OfAgent", ""), ("Table", "x"), ("Column", "id"), ("Rows", "true"), ("Types", "'x'")).Text),
    ];

    [Fact]
    public void Every_SQL_text_names_the_tenant_once_for_each_table_it_touches()
    {
        Texts.Count.ShouldBeGreaterThanOrEqualTo(10);
        Texts.Sum(sql => Table().Count(sql.Text)).ShouldBeGreaterThanOrEqualTo(10);

        Texts.Where(sql => Tenant().Count(sql.Text) < Table().Count(sql.Text)).Select(sql => $"{sql.Path}: {sql.Text}").ShouldBeEmpty();
        // A part of a statement may touch no table; a statement names the tenant even then.
        Statements.Where(sql => Tenant().Count(sql.Text) < Math.Max(1, Table().Count(sql.Text))).Select(sql => $"{sql.Name}: {sql.Text}").ShouldBeEmpty();
    }

    [Fact]
    public void The_tenant_is_the_first_condition()
    {
        var conditions = Texts.SelectMany(sql => Where().Matches(sql.Text).Select(match => (sql.Path, match.Value))).ToList();
        conditions.Count.ShouldBeGreaterThanOrEqualTo(10);

        conditions.Where(condition => !Tenant().IsMatch(condition.Value)).ShouldBeEmpty();
    }

    [Fact]
    public void Tables_are_named_in_SQL_files_only()
    {
        var others = Repository.Sources("src/Features").Select(source => (source.Path, Text: Comment().Replace(source.Text, ""))).ToList();
        others.ShouldContain(source => source.Text.Contains("const string", StringComparison.Ordinal));

        others.LinesThat(line => line.Contains("mt_", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_SQL_file_begins_with_why_and_lies_where_it_is_loaded()
    {
        var sources = Repository.Sources("src/Features");
        foreach (var (path, text) in SqlFiles)
        {
            text.ShouldStartWith("-- ", Case.Sensitive, path);
            var name = Path.GetFileNameWithoutExtension(path);
            var users = sources.Where(source => source.Text.Contains($"SqlStatement.Load(\"{name}\"", StringComparison.Ordinal))
                .Concat(SqlFiles.Where(file => file.Text.Contains($"{{{name}}}", StringComparison.Ordinal)))
                .ToList();
            users.ShouldNotBeEmpty(path);
            // A part that several areas use lies beside its document.
            if (!path.Contains("/Messages/Message", StringComparison.Ordinal))
                users.ShouldAllBe(user => Path.GetDirectoryName(user.Path) == Path.GetDirectoryName(path), path);
        }
    }

    [Fact]
    public void Every_statement_can_be_loaded()
    {
        Statements.Count.ShouldBeGreaterThan(10);

        Statements.Where(sql => Unfilled().IsMatch(sql.Text)).Select(sql => sql.Name).ShouldBeEmpty();
    }

    [Fact]
    public void Only_what_works_across_users_passes_row_level_security() => Repository.Sources("src/Features", "src/Host")
        .Where(source => source.Text.Contains("CrossTenantQueries", StringComparison.Ordinal) || source.Text.Contains("every_tenant", StringComparison.Ordinal))
        .Select(source => Path.GetFileNameWithoutExtension(source.Path))
        .ShouldBe(
            ["CrossTenantQueries", "TenantName", "StreamStamps", "PurgeWorker", "ErasureWorker", "IdempotentAnswers", "DraftWorker", "IndexWorker", "ProjectionMaintenance", "ProjectionsCommand", "ConnectionPool", "DocumentTable", "RowSecurity", "SearchTables", "StorageSetup", "Takeover", "UserTables", "ChangeRelay"],
            ignoreOrder: true);

    [GeneratedRegex("^--.*", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5_000)]
    private static partial Regex LineComment();

    [GeneratedRegex("SqlStatement\\.Load\\(\"(?<name>\\w+)\"", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Loaded();

    [GeneratedRegex("//.*", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"@\w|\{[A-Z]", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Unfilled();

    [GeneratedRegex(@"\b(from|into|update|join)\s+mt_\w+", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Table();

    [GeneratedRegex(@"\btenant_id\b", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Tenant();

    [GeneratedRegex(@"\bwhere\s+\S+", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Where();
}

using System.Text.Json;
using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>The list of licences names every delivered package.</summary>
public sealed partial class LicenceTests
{
    private static readonly IReadOnlyList<(string Package, string Version, string Licence)> Listed =
        [.. Row().Matches(Repository.Text("docs/licences.md")).Select(row => (row.Groups["package"].Value, row.Groups["version"].Value, row.Groups["licence"].Value))];

    [Fact]
    public void Every_package_that_the_host_is_delivered_with_is_listed()
    {
        using var delivered = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Chat.Host.deps.json")));
        var packages = delivered.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .Select(library => library.Name)
            .ToList();
        packages.Count.ShouldBeGreaterThan(10);

        Listed.Select(row => $"{row.Package}/{row.Version}").ShouldBe(packages, ignoreOrder: true);
    }

    [Fact]
    public void A_licence_is_the_one_that_the_package_names()
    {
        using var assets = JsonDocument.Parse(Repository.Text("src/Host/obj/project.assets.json"));
        var folder = assets.RootElement.GetProperty("packageFolders").EnumerateObject().First().Name;
        var named = 0;
        foreach (var (package, version, licence) in Listed)
        {
            var id = package.ToLowerInvariant();
            var about = File.ReadAllText(Path.Combine(folder, id, version, $"{id}.nuspec"));
            if (Expression().Match(about) is not { Success: true } expression)
                continue;
            licence.ShouldBe(expression.Groups["licence"].Value, package);
            named++;
        }
        named.ShouldBeGreaterThanOrEqualTo(Listed.Count - 1);
    }

    [GeneratedRegex(@"^\| (?<package>[\w.]+) \| (?<version>\d[\w.-]*) \| (?<licence>[\w.-]+) \|$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1_000)]
    private static partial Regex Row();

    [GeneratedRegex("<license type=\"expression\">(?<licence>[^<]+)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Expression();
}

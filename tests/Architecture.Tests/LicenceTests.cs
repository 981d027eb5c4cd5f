using System.Text.Json;
using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>The list of licences names every delivered package.</summary>
public sealed partial class LicenceTests
{
    private static readonly string[] Parts = Repository.Text("docs/licences.md").Split("\n## The page\n");

    [Fact]
    public void Every_package_that_the_host_is_delivered_with_is_listed()
    {
        using var delivered = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Chat.Host.deps.json")));
        var packages = delivered.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .Select(library => library.Name)
            .ToList();
        packages.Count.ShouldBeGreaterThan(10);

        Listed(Parts[0]).Select(row => $"{row.Package}/{row.Version}").ShouldBe(packages, ignoreOrder: true);
    }

    [Fact]
    public void Every_package_that_the_browser_gets_is_listed()
    {
        using var assets = JsonDocument.Parse(Repository.Text("src/Web/obj/project.assets.json"));
        var packages = assets.RootElement.GetProperty("targets").EnumerateObject().First().Value.EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package" && HasCode(library.Value))
            .Select(library => library.Name)
            .ToList();
        packages.Count.ShouldBeGreaterThan(10);

        Listed(Parts[1]).Select(row => $"{row.Package}/{row.Version}").ShouldBe(packages, ignoreOrder: true);
    }

    [Theory]
    [InlineData(0, "src/Host")]
    [InlineData(1, "src/Web")]
    public void A_licence_is_the_one_that_the_package_names(int part, string project)
    {
        using var assets = JsonDocument.Parse(Repository.Text($"{project}/obj/project.assets.json"));
        var folder = assets.RootElement.GetProperty("packageFolders").EnumerateObject().First().Name;
        var (listed, named) = (Listed(Parts[part]), 0);
        foreach (var (package, version, licence) in listed)
        {
            var id = package.ToLowerInvariant();
            var about = File.ReadAllText(Path.Combine(folder, id, version, $"{id}.nuspec"));
            if (Expression().Match(about) is not { Success: true } expression)
                continue;
            licence.ShouldBe(expression.Groups["licence"].Value, package);
            named++;
        }
        named.ShouldBeGreaterThanOrEqualTo(listed.Count - 1);
    }

    private static List<(string Package, string Version, string Licence)> Listed(string text) =>
        [.. Row().Matches(text).Select(row => (row.Groups["package"].Value, row.Groups["version"].Value, row.Groups["licence"].Value))];

    // Others only build.
    private static bool HasCode(JsonElement library) =>
        library.TryGetProperty("runtime", out var files) && files.EnumerateObject().Any(file => !file.Name.EndsWith("/_._", StringComparison.Ordinal));

    [GeneratedRegex(@"^\| (?<package>[\w.]+) \| (?<version>\d[\w.-]*) \| (?<licence>[\w.-]+) \|$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1_000)]
    private static partial Regex Row();

    [GeneratedRegex("<license type=\"expression\">(?<licence>[^<]+)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Expression();
}

namespace Architecture.Tests;

/// <summary>The files of the repository that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    /// <summary>The C# files under a folder, as path from the root and text; never none.</summary>
    public static IReadOnlyList<(string Path, string Text)> Sources(params string[] folders) => Files("*.cs", folders);

    /// <summary>The files under a folder whose names match, as path from the root and text; never none.</summary>
    public static IReadOnlyList<(string Path, string Text)> Files(string names, params string[] folders)
    {
        var found = folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), names, SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(file => (file, File.ReadAllText(Path.Combine(Root, file))))
            .ToList();
        found.Count.ShouldBeGreaterThan(10, $"there must be something to look at under {string.Join(", ", folders)}");
        return found;
    }

    /// <summary>The text of one file, by its path from the root.</summary>
    public static string Text(string path) => File.ReadAllText(FullPath(path));

    /// <summary>Where a file or a folder of the repository lies on this machine.</summary>
    public static string FullPath(string path) => Path.Combine(Root, path);

    /// <summary>The lines of all these files that match, as <c>path:line: text</c>.</summary>
    public static IReadOnlyList<string> LinesThat(this IEnumerable<(string Path, string Text)> sources, Func<string, bool> match) =>
    [
        .. from source in sources
           from line in source.Text.Split('\n').Select((text, index) => (Text: text.Trim(), Number: index + 1))
           where match(line.Text)
           select $"{source.Path}:{line.Number}: {line.Text}",
    ];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Chat.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run inside of the repository only.");
        return folder.FullName;
    }
}

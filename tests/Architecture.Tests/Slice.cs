using Chat.Features;

namespace Architecture.Tests;

/// <summary>A use case: the types of one folder in an area.</summary>
/// <param name="Area">The folder above, such as <c>Sessions</c>.</param>
/// <param name="Name">The use case, such as <c>CreateSession</c>.</param>
internal sealed record Slice(string Area, string Name)
{
    private const string Root = "Chat.Features";

    /// <summary>The types of the features, without nested and generated ones.</summary>
    public static IReadOnlyList<Type> Types { get; } =
        [.. typeof(FeaturesSetup).Assembly.GetTypes().Where(type => !type.IsNested && type.Namespace?.StartsWith(Root, StringComparison.Ordinal) is true && !type.Name.StartsWith('<'))];

    /// <summary>All use cases; there are eight endpoints and a background job at least.</summary>
    public static IReadOnlyList<Slice> All { get; } = FindAll();

    public string Namespace => $"{Root}.{Area}.{Name}";

    public string Folder => $"src/Features/{Area}/{Name}";

    /// <summary>The area of a type, <c>Shared</c> included; null above or outside of all areas.</summary>
    public static string? AreaOf(Type type) => Parts(type) is [var area, ..] ? area : null;

    /// <summary>The use case of a type; null outside of use cases.</summary>
    public static Slice? Of(Type type) => Parts(type) is [not "Shared" and var area, var name, ..] ? new Slice(area, name) : null;

    private static List<Slice> FindAll()
    {
        var slices = Types.Select(Of).OfType<Slice>().Distinct().OrderBy(slice => slice.Namespace, StringComparer.Ordinal).ToList();
        slices.Count.ShouldBeGreaterThanOrEqualTo(9);
        return slices;
    }

    private static string[] Parts(Type type) =>
        type.Namespace is { } name && name.StartsWith(Root + '.', StringComparison.Ordinal) ? name[(Root.Length + 1)..].Split('.') : [];
}

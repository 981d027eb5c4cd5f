using System.Globalization;

namespace Chat.Host.Storage;

/// <summary>
/// One forward-only change of the schema: the file <c>Changes/NNNN_name.sql</c>. A change must leave hosts of the version
/// before able to work (add, never rename or drop what they use) and must be idempotent, since a new database gets the
/// tables first and then all changes. One that changes what users read sets <c>mt_streams.timestamp</c> of all streams as well:
/// other hosts keep answers.
/// </summary>
/// <param name="Number">Its place: 1, 2, 3 …</param>
/// <param name="Name">What it does, in a word or two.</param>
/// <param name="Sql">The statements.</param>
internal sealed record SchemaChange(int Number, string Name, string Sql)
{
    /// <summary>All changes of this version, in order.</summary>
    public static IReadOnlyList<SchemaChange> All { get; } = [.. Read().OrderBy(change => change.Number)];

    private static IEnumerable<SchemaChange> Read()
    {
        var assembly = typeof(SchemaChange).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)))
        {
            var file = resource.Split('.')[^2];
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return new SchemaChange(int.Parse(file[..4], CultureInfo.InvariantCulture), file[5..], reader.ReadToEnd());
        }
    }
}

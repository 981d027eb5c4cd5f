using System.Text.RegularExpressions;

namespace Chat.Features.Shared.Storage;

/// <summary>
/// The statement of an embedded <c>.sql</c> file, with parameters such as <c>@tenant</c>. <c>{Name}</c> is replaced by another file
/// or by a part that the caller gives.
/// </summary>
internal sealed partial class SqlStatement
{
    private readonly string[] _names;

    private SqlStatement(string text)
    {
        _names = [.. Parameter().Matches(text).Select(match => match.ValueSpan[1..].ToString())];
        Text = Parameter().Replace(text, "?");
    }

    /// <summary>The SQL for Marten, with a <c>?</c> for each parameter.</summary>
    internal string Text { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its name, without <c>.sql</c>; no two files have the same.</param>
    /// <param name="parts">Texts for names in braces.</param>
    /// <exception cref="InvalidOperationException">There is no such file, or there are several.</exception>
    internal static SqlStatement Load(string file, params IReadOnlyList<(string Name, string Text)> parts) => new(Read(file, parts));

    /// <summary>The values of the parameters, one for each <c>?</c>.</summary>
    /// <param name="named">A value for each name; more than the statement has will do.</param>
    /// <exception cref="ArgumentException">A name has no value.</exception>
    internal object[] Values(params ReadOnlySpan<(string Name, object Value)> named)
    {
        var values = new object[_names.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = ValueOf(_names[i], named);
        return values;
    }

    private static object ValueOf(string name, ReadOnlySpan<(string Name, object Value)> named)
    {
        foreach (var (given, value) in named)
        {
            if (given == name)
                return value;
        }
        throw new ArgumentException($"The statement has a parameter @{name}.", nameof(named));
    }

    private static string Read(string file, IReadOnlyList<(string Name, string Text)> parts)
    {
        var assembly = typeof(SqlStatement).Assembly;
        var resource = assembly.GetManifestResourceNames().SingleOrDefault(name => name.EndsWith($".{file}.sql", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"There is no file {file}.sql.");
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var lines = reader.ReadToEnd().Split('\n').Where(line => !line.StartsWith("--", StringComparison.Ordinal));
        return Fill(string.Join('\n', lines).Trim(), parts);
    }

    private static string Fill(string text, IReadOnlyList<(string Name, string Text)> parts) => Part().Replace(text, match =>
    {
        var name = match.ValueSpan[1..^1].ToString();
        return parts.Any(part => part.Name == name) ? Fill(parts.First(part => part.Name == name).Text, parts) : Read(name, parts);
    });

    [GeneratedRegex("@[a-z_]+", RegexOptions.None, 1_000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\{[A-Z]\w+\}", RegexOptions.None, 1_000)]
    private static partial Regex Part();
}

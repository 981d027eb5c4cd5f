using System.Text;
using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>One call of a file for HTTP editors, with its variables still in it.</summary>
/// <param name="Method">Such as <c>GET</c>.</param>
/// <param name="Address">As written, such as <c>{{host}}/health/live</c>.</param>
/// <param name="Headers">As written.</param>
/// <param name="Body">Empty when there is none.</param>
internal sealed partial record HttpFileCall(string Method, string Address, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    /// <summary>The calls, in their order.</summary>
    public static IReadOnlyList<HttpFileCall> AllOf(string file) =>
        [.. Separator().Split(file).Select(block => Request().Match(block)).Where(request => request.Success).Select(Of)];

    /// <summary>The variables and their values.</summary>
    public static IReadOnlyDictionary<string, string> VariablesOf(string file) =>
        Variable().Matches(file).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value, StringComparer.Ordinal);

    /// <summary>Method and path, with <c>{}</c> for each id.</summary>
    public override string ToString() => $"{Method} {Placeholder().Replace(Address.Replace("{{host}}", "", StringComparison.Ordinal).Split('?')[0], "{}")}";

    /// <summary>The request to send.</summary>
    public HttpRequestMessage With(IReadOnlyDictionary<string, string> variables)
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), Fill(Address));
        var type = Headers.FirstOrDefault(header => header.Name == "Content-Type").Value;
        if (Body.Length > 0)
            request.Content = new StringContent(Fill(Body), Encoding.UTF8, type);
        foreach (var (name, value) in Headers.Where(header => header.Name != "Content-Type"))
            request.Headers.Add(name, Fill(value));
        return request;

        string Fill(string text) => Placeholder().Replace(text, match => variables[match.Groups["name"].Value]);
    }

    private static HttpFileCall Of(Match request) => new(
        request.Groups["method"].Value,
        request.Groups["address"].Value,
        [.. request.Groups["header"].Captures.Select(header => header.Value.Split(": ", 2)).Select(parts => (parts[0], parts[1]))],
        request.Groups["body"].Value.Trim());

    [GeneratedRegex("^###", RegexOptions.Multiline, 1_000)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^(?<method>[A-Z]+) (?<address>\S+)\n((?<header>[\w-]+: .+)\n)*(\n(?<body>[\s\S]*))?", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1_000)]
    private static partial Regex Request();

    [GeneratedRegex(@"^@(?<name>\w+) = (?<value>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1_000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Placeholder();
}

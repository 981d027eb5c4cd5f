namespace Chat.Web.Developer;

/// <summary>A call as a command for a shell, which has the token in <c>$TOKEN</c>.</summary>
internal static class CurlCommand
{
    /// <summary>Safe to paste: whatever a value is, the shell takes it as one word.</summary>
    public static string Of(string method, Uri address, IEnumerable<(string Name, string Value)> headers, string? body)
    {
        // Without globs: an address may have brackets.
        var lines = new List<string> { $"curl --globoff -sS{(method == "GET" ? "" : " -X " + Quote(method))} {Quote(address.AbsoluteUri)}", "-H \"Authorization: Bearer $TOKEN\"" };
        lines.AddRange(headers.Select(header => "-H " + Quote($"{header.Name}: {header.Value}")));
        if (body is not null)
            lines.Add("--data-raw " + Quote(body));
        return string.Join(" \\\n  ", lines);
    }

    public static string Of(RecordedCall call) => Of(call.Method, call.Address, call.Headers, call.Body);

    // Nothing is special between single quotes but the quote itself.
    private static string Quote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}

using System.Text.RegularExpressions;
using Microsoft.Extensions.FileProviders;

namespace Chat.Host.Web;

/// <summary>The one HTML file of the page, with the path base of the call, and a policy that lets nothing run but its own files.</summary>
internal sealed partial class WebPage(IFileProvider files)
{
    private readonly string _html = Read(files);

    public Task WriteAsync(HttpContext call)
    {
        var html = _html.Replace("<base href=\"/\">", $"<base href=\"{call.Request.PathBase}/\">", StringComparison.Ordinal);
        call.Response.ContentType = "text/html; charset=utf-8";
        call.Response.Headers.ContentSecurityPolicy = Policy(html);
        call.Response.Headers.CacheControl = "no-cache";
        return call.Response.WriteAsync(html, call.RequestAborted);
    }

    // MudBlazor sets styles in elements; the import map is the one inline script, which its hash names.
    private static string Policy(string html) =>
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'" + string.Concat(InlineScripts().Matches(html).Select(script => $" 'sha256-{Hash(script.Groups["text"].Value)}'"))
        + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read(IFileProvider files)
    {
        var file = files.GetFileInfo("index.html");
        if (!file.Exists)
            throw new StartupException("CHAT_WEB is true, but the page is not beside the program.");
        using var reader = new StreamReader(file.CreateReadStream());
        return reader.ReadToEnd();
    }

    [GeneratedRegex("""<script type="importmap">(?<text>.+?)</script>""", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex InlineScripts();
}

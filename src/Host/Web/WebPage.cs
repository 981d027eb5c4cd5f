using System.Text.RegularExpressions;
using Microsoft.Extensions.FileProviders;

namespace Chat.Host.Web;

/// <summary>The one HTML file of the page, with the path base of the call, and a policy that lets nothing run but its own files.</summary>
internal sealed partial class WebPage
{
    private const string Name = "index.html", Base = "<base href=\"/\">";

    private readonly string _beforeBase, _afterBase, _policy;

    public WebPage(IWebHostEnvironment environment, WebSettings settings)
    {
        var html = Read(environment.WebRootFileProvider);
        var at = html.IndexOf(Base, StringComparison.Ordinal);
        (_beforeBase, _afterBase) = (html[..at], html[(at + Base.Length)..]);
        _policy = Policy(html, settings.AuthorityOrigin);
    }

    public Task WriteAsync(HttpContext call)
    {
        var response = call.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = _policy;
        response.Headers.CacheControl = "no-cache";
        // A path base has nothing to encode (PathBaseSetup.IsPathBase).
        return response.WriteAsync($"{_beforeBase}<base href=\"{call.Request.PathBase}/\">{_afterBase}", call.RequestAborted);
    }

    /// <summary>Answers 404 at the addresses of the file itself, which would be the page without base and policy.</summary>
    public static void HideAsFile(RouteEndpointBuilder file)
    {
        if (file.RoutePattern.RawText!.StartsWith("index.", StringComparison.Ordinal))
            file.RequestDelegate = Refuse;
    }

    private static Task Refuse(HttpContext call)
    {
        call.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    // MudBlazor sets styles in elements. The import map is the one inline script, which its hash names.
    private static string Policy(string html, string? authority) =>
        $"default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-{Hash(ImportMap().Match(html).Groups["text"].Value)}'; "
        + $"style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src {string.Join(' ', new[] { "'self'", authority }.OfType<string>())}; "
        + "base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read(IFileProvider files)
    {
        using var reader = new StreamReader(files.GetFileInfo(Name).CreateReadStream());
        return reader.ReadToEnd();
    }

    [GeneratedRegex("""<script type="importmap">(?<text>.+?)</script>""", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex ImportMap();
}

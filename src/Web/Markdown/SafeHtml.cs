using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ganss.Xss;

namespace Chat.Web.Markdown;

/// <summary>The second wall behind a Markdown renderer that takes no HTML: only listed elements, attributes and links remain.</summary>
internal static class SafeHtml
{
    private const string LanguageClass = "language-";

    private static readonly Lazy<HtmlSanitizer> Sanitizer = new(Create);

    public static string Of(string html) => KnownTags.AreAllOf(html) ? html : Sanitize(html);

    /// <summary>Takes any HTML.</summary>
    internal static string Sanitize(string html)
    {
        using var document = Sanitizer.Value.SanitizeDom(html);
        var body = document.Body!;
        foreach (var link in body.QuerySelectorAll("a").ToList())
            Complete(link);
        return body.InnerHtml;
    }

    private static HtmlSanitizer Create()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = Set(
                "a", "blockquote", "br", "button", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "input", "li", "ol", "p", "pre",
                "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
            AllowedAttributes = Set(
                "aria-label", "checked", "class", "data-copy-code", "dir", "disabled", "href", "role", "start", "tabindex", "title", "type"),
            AllowedSchemes = Set("http", "https", "mailto"),
            UriAttributes = Set("href"),
        });
        sanitizer.AllowedClasses.UnionWith(["code", "code-head", "table-box", "contains-task-list", "task-list-item"]);
        sanitizer.FilterUrl += (_, url) => url.SanitizedUrl = SafeLinks.IsAllowed(url.OriginalUrl) ? url.OriginalUrl : null;
        sanitizer.RemovingCssClass += (_, found) => found.Cancel =
            found.CssClass.StartsWith(LanguageClass, StringComparison.Ordinal) && CodeRenderer.IsLanguage(found.CssClass.AsSpan(LanguageClass.Length));
        // Only the boxes of task lists.
        sanitizer.PostProcessNode += (_, done) =>
        {
            if (done.Node is IHtmlInputElement { Type: not "checkbox" } or IHtmlInputElement { IsDisabled: false })
                ((IElement)done.Node).Remove();
        };
        return sanitizer;
    }

    private static void Complete(IElement link)
    {
        if (!link.HasAttribute("href"))
        {
            link.Replace([.. link.ChildNodes]);
            return;
        }
        link.SetAttribute("target", "_blank");
        link.SetAttribute("rel", "noopener noreferrer nofollow");
    }

    private static HashSet<string> Set(params ReadOnlySpan<string> names) => new(names.ToArray(), StringComparer.OrdinalIgnoreCase);
}

using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Chat.Web.Markdown;

/// <summary>
/// Links to web pages and mail addresses open in a tab of their own, which learns nothing of this one; others are only text. An image is a
/// link too: loading it would tell its server who reads, and when.
/// </summary>
internal static class SafeLinks
{
    // A relative address would lead into this page.
    internal static bool IsAllowed(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeMailto);

    internal static void Change(MarkdownDocument document)
    {
        foreach (var link in document.Descendants<LinkInline>().ToList())
            Change(link);
        foreach (var link in document.Descendants<AutolinkInline>().ToList())
        {
            if (IsAllowed(link.IsEmail ? "mailto:" + link.Url : link.Url))
                Complete(link);
            else
                link.ReplaceBy(new LiteralInline(link.Url));
        }
    }

    private static void Change(LinkInline link)
    {
        var url = link.GetDynamicUrl?.Invoke() ?? link.Url;
        if (link.IsImage && link.FirstChild is null)
            link.AppendChild(new LiteralInline(url ?? ""));
        link.IsImage = false;
        // A link has no links in it.
        if (IsAllowed(url) && link.Parent?.FindParentOfType<LinkInline>().Any() != true)
            Complete(link);
        else
            link.ReplaceBy(new ContainerInline());
    }

    private static void Complete(Inline link)
    {
        link.GetAttributes().AddProperty("target", "_blank");
        link.GetAttributes().AddProperty("rel", "noopener noreferrer nofollow");
    }
}

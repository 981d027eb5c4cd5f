using System.Collections.Frozen;

namespace Chat.Web.Markdown;

/// <summary>
/// Whether HTML has no tags but those that the renderer writes, letter by letter. Then a sanitizer has nothing to remove, and need not be
/// started: it takes a second to begin in a browser, and then most of the time.
/// </summary>
internal static class KnownTags
{
    private const string LinkBegin = "<a href=\"", LinkEnd = " target=\"_blank\" rel=\"noopener noreferrer nofollow\"", Title = " title=\"";
    private const string LanguageBegin = "<code class=\"language-", ListBegin = "<ol start=\"";

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Tags = new[]
    {
        "<p>", "</p>", "<br />", "<hr />", "<em>", "</em>", "<strong>", "</strong>", "<del>", "</del>", "<code>", "</code>", "</a>",
        "<h1>", "</h1>", "<h2>", "</h2>", "<h3>", "</h3>", "<h4>", "</h4>", "<h5>", "</h5>", "<h6>", "</h6>",
        "<blockquote>", "</blockquote>", "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>",
        "<ul class=\"contains-task-list\">", "<ol class=\"contains-task-list\">", "<li class=\"task-list-item\">",
        "<input disabled=\"disabled\" type=\"checkbox\" />", "<input disabled=\"disabled\" type=\"checkbox\" checked=\"checked\" />",
        "<table>", "</table>", "<thead>", "</thead>", "<tbody>", "</tbody>", "<tr>", "</tr>", "<th>", "</th>", "<td>", "</td>",
        TableRenderer.Begin, "</div>", CodeRenderer.Box, CodeRenderer.Head, "<span>", "</span>", CodeRenderer.Button, "</button>", CodeRenderer.Code, "</pre>",
    }.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    internal static bool AreAllOf(ReadOnlySpan<char> html)
    {
        for (int begin; (begin = html.IndexOf('<')) >= 0;)
        {
            html = html[begin..];
            var end = html.IndexOf('>') + 1;
            if (end == 0 || !IsKnown(html[..end]))
                return false;
            html = html[end..];
        }
        return true;
    }

    private static bool IsKnown(ReadOnlySpan<char> tag) =>
        Tags.Contains(tag)
        || (tag.StartsWith(LinkBegin) && IsLink(tag[LinkBegin.Length..^1]))
        || (tag.StartsWith(LanguageBegin) && tag.EndsWith("\">") && CodeRenderer.IsLanguage(tag[LanguageBegin.Length..^2]))
        || (tag.StartsWith(ListBegin) && tag[ListBegin.Length..].TrimStart("0123456789") is "\">" or "\" class=\"contains-task-list\">");

    // An address, what every link has, perhaps a title, and nothing behind it.
    private static bool IsLink(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('"');
        if (end < 0 || !IsWeb(rest[..end]))
            return false;
        rest = rest[(end + 1)..];
        if (!rest.StartsWith(LinkEnd))
            return false;
        rest = rest[LinkEnd.Length..];
        return rest.IsEmpty || (rest.StartsWith(Title) && rest[Title.Length..].IndexOf('"') == rest.Length - Title.Length - 1);
    }

    private static bool IsWeb(ReadOnlySpan<char> url) =>
        url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || url.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase);
}

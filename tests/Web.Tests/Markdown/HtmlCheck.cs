using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Web.Tests.Markdown;

/// <summary>Reads HTML as a browser does, and fails for what could run or load something.</summary>
internal static class HtmlCheck
{
    private static readonly string[] Elements =
    [
        "A", "BLOCKQUOTE", "BR", "BUTTON", "CODE", "DEL", "DIV", "EM", "H1", "H2", "H3", "H4", "H5", "H6", "HR", "INPUT", "LI", "OL", "P", "PRE", "SPAN",
        "STRONG", "TABLE", "TBODY", "TD", "TH", "THEAD", "TR", "UL",
    ];

    private static readonly string[] Attributes =
        ["aria-label", "checked", "class", "data-copy-code", "dir", "disabled", "href", "rel", "role", "start", "tabindex", "target", "title", "type"];

    public static IReadOnlyList<IElement> Parse(string html) => [.. new HtmlParser().ParseDocument(html).Body!.QuerySelectorAll("*")];

    public static void IsHarmless(string html)
    {
        foreach (var element in Parse(html))
        {
            Assert.Contains(element.NodeName, Elements);
            Assert.All(element.Attributes, attribute => Assert.Contains(attribute.Name, Attributes));
            if (element.NodeName != "A")
                continue;
            Assert.Matches("^(https?://|mailto:)", element.GetAttribute("href"));
            Assert.Equal("noopener noreferrer nofollow", element.GetAttribute("rel"));
            Assert.Equal("_blank", element.GetAttribute("target"));
        }
    }
}

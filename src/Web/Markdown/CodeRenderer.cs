using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Chat.Web.Markdown;

/// <summary>A block of code with its language and a button to copy it, which <c>clipboard.js</c> serves.</summary>
internal sealed class CodeRenderer : HtmlObjectRenderer<CodeBlock>
{
    private const int LongestLanguage = 30;

    protected override void Write(HtmlRenderer renderer, CodeBlock obj)
    {
        var language = (obj as FencedCodeBlock)?.Info is { Length: > 0 and <= LongestLanguage } info ? info : "";
        renderer.EnsureLine();
        renderer.Write("<div class=\"code\"><div class=\"code-head\"><span>").WriteEscape(language).Write("</span>")
            .Write("<button type=\"button\" data-copy-code=\"\">Copy</button></div>")
            .Write("<pre tabindex=\"0\" role=\"region\" aria-label=\"Code\" dir=\"ltr\"><code");
        if (language.Length > 0)
            renderer.Write(" class=\"").Write(SafeHtml.LanguageClass).WriteEscape(language).Write('"');
        renderer.Write('>');
        renderer.WriteLeafRawLines(obj, writeEndOfLines: true, escape: true);
        renderer.WriteLine("</code></pre></div>");
    }
}

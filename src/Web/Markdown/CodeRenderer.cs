using System.Buffers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Chat.Web.Markdown;

/// <summary>A block of code with its language and a button to copy it, which <c>clipboard.js</c> serves.</summary>
internal sealed class CodeRenderer : HtmlObjectRenderer<CodeBlock>
{
    internal const string Box = "<div class=\"code\">", Head = "<div class=\"code-head\">", Button = "<button type=\"button\" data-copy-code=\"\">";
    internal const string Code = "<pre tabindex=\"0\" role=\"region\" aria-label=\"Code\" dir=\"ltr\">";

    private const int LongestLanguage = 30;

    private static readonly SearchValues<char> OfLanguages = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#.-_");

    internal static bool IsLanguage(ReadOnlySpan<char> name) => name.Length is > 0 and <= LongestLanguage && !name.ContainsAnyExcept(OfLanguages);

    protected override void Write(HtmlRenderer renderer, CodeBlock obj)
    {
        var language = (obj as FencedCodeBlock)?.Info is { } info && IsLanguage(info) ? info : "";
        renderer.EnsureLine();
        renderer.Write(Box).Write(Head).Write("<span>").Write(language).Write("</span>").Write(Button).Write("Copy</button></div>").Write(Code);
        renderer.Write(language.Length == 0 ? "<code>" : $"<code class=\"language-{language}\">");
        renderer.WriteLeafRawLines(obj, writeEndOfLines: true, escape: true);
        renderer.WriteLine("</code></pre></div>");
    }
}

using Markdig.Extensions.Tables;
using Markdig.Renderers;

namespace Chat.Web.Markdown;

/// <summary>A table in a box that scrolls, also by keyboard.</summary>
internal sealed class TableRenderer : HtmlTableRenderer
{
    protected override void Write(HtmlRenderer renderer, Table table)
    {
        renderer.EnsureLine();
        renderer.Write("<div class=\"table-box\" tabindex=\"0\" role=\"region\" aria-label=\"Table\">");
        base.Write(renderer, table);
        renderer.WriteLine("</div>");
    }
}

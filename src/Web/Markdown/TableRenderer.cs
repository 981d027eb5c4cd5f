using Markdig.Extensions.Tables;
using Markdig.Renderers;

namespace Chat.Web.Markdown;

/// <summary>A table in a box that scrolls, also by keyboard. Its columns have no alignment, which would be a style in the element.</summary>
internal sealed class TableRenderer : HtmlTableRenderer
{
    internal const string Begin = "<div class=\"table-box\" tabindex=\"0\" role=\"region\" aria-label=\"Table\">";

    protected override void Write(HtmlRenderer renderer, Table table)
    {
        foreach (var column in table.ColumnDefinitions)
            (column.Alignment, column.Width) = (null, 0);
        renderer.EnsureLine();
        renderer.Write(Begin);
        base.Write(renderer, table);
        renderer.WriteLine("</div>");
    }
}

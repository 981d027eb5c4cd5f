using System.Buffers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Chat.Web.Markdown;

/// <summary>
/// Shows a paragraph with very many brackets or stars as it is: finding their pairs takes quadratic time, minutes for what nobody writes.
/// </summary>
internal static class BoundedParagraph
{
    private const int MostMarks = 1_000, MostBrackets = 400;

    private static readonly SearchValues<char> Marks = SearchValues.Create("*_~`<&"), Brackets = SearchValues.Create("[]");

    internal static void Bound(LeafBlock block)
    {
        var text = block.Lines.ToString();
        if (text.Length <= MostBrackets || (Count(text, Marks) <= MostMarks && Count(text, Brackets) <= MostBrackets))
            return;
        block.ProcessInlines = false;
        block.Inline = new ContainerInline();
        foreach (var line in text.Split('\n'))
        {
            if (block.Inline.LastChild is not null)
                block.Inline.AppendChild(new LineBreakInline { IsHard = true });
            block.Inline.AppendChild(new LiteralInline(line));
        }
    }

    private static int Count(ReadOnlySpan<char> text, SearchValues<char> marks)
    {
        var count = 0;
        for (int at; (at = text.IndexOfAny(marks)) >= 0; text = text[(at + 1)..])
            count++;
        return count;
    }
}

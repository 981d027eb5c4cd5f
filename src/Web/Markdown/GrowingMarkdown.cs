using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Chat.Web.Markdown;

/// <summary>
/// A text that grows at its end. Markdown is read line by line, and a block that another one follows never changes again: it is rendered once,
/// and only what comes after it anew. Definitions of links that come later are not seen; a fresh render at the end does.
/// </summary>
internal sealed class GrowingMarkdown
{
    private readonly List<string> _finished = [];
    private string _text = "";
    private int _length;

    /// <summary>The HTML of finished blocks, in order.</summary>
    public IReadOnlyList<string> Finished => _finished;

    /// <summary>The HTML of the rest.</summary>
    public string Rest { get; private set; } = "";

    /// <summary>Takes the whole text as it is now.</summary>
    public void Update(string text)
    {
        if (!text.AsSpan().StartsWith(_text.AsSpan(0, _length)))
        {
            _finished.Clear();
            _length = 0;
        }
        _text = text;
        var rest = text[_length..];
        if (FinishedIn(rest) is > 0 and var length)
        {
            _finished.Add(MarkdownRenderer.ToHtml(rest[..length]));
            _length += length;
            rest = rest[length..];
        }
        Rest = MarkdownRenderer.ToHtml(rest);
    }

    // A line that has not ended may still become something else: only whole lines end a block.
    private static int FinishedIn(string text)
    {
        var whole = text.LastIndexOf('\n');
        if (whole < 0 || MarkdownRenderer.IsTooDeep(text))
            return 0;
        try
        {
            // Those before the last block that begins with a whole line.
            return MarkdownRenderer.Parse(text)
                .Where(block => block is not LinkReferenceDefinitionGroup)
                .Select(block => (Block: block, Start: StartOfLine(text, block.Span.Start)))
                .LastOrDefault(place => place.Start <= whole && IsOfItsOwn(place.Block, text, place.Start))
                .Start;
        }
        catch (ArgumentException)
        {
            return 0;
        }
    }

    // What an indented line is depends on the lines before it, and in Markdig so does a list right behind another one. A paragraph becomes
    // a paragraph and a table by its later lines, and then again a paragraph.
    private static bool IsOfItsOwn(Block block, string text, int start) =>
        text[start] is not (' ' or '\t') && !IsSecondList(block) && (block is not (ParagraphBlock or Table) || (start > 0 && IsBlank(text, StartOfLine(text, start - 1), start)));

    private static bool IsSecondList(Block block) =>
        block is ListBlock && block.Parent!.IndexOf(block) is > 0 and var place && block.Parent[place - 1] is ListBlock;

    private static bool IsBlank(string text, int start, int end) => text.AsSpan(start, end - start).IsWhiteSpace();

    private static int StartOfLine(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
}

namespace Chat.Web.Markdown;

/// <summary>The HTML of the last texts that were shown: rendering takes milliseconds, and a list shows the same text again and again.</summary>
internal sealed class MarkdownCache
{
    private const int MostTexts = 500, MostCharacters = 4_000_000;

    private readonly Dictionary<string, LinkedListNode<(string Text, string Html)>> _places = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Text, string Html)> _newestFirst = new();
    private int _characters;

    public string ToHtml(string text)
    {
        if (_places.TryGetValue(text, out var found))
        {
            _newestFirst.Remove(found);
            _newestFirst.AddFirst(found);
            return found.Value.Html;
        }
        var html = MarkdownRenderer.ToHtml(text);
        _places[text] = _newestFirst.AddFirst((text, html));
        _characters += text.Length + html.Length;
        while (_newestFirst.Count > MostTexts || (_characters > MostCharacters && _newestFirst.Count > 1))
            RemoveOldest();
        return html;
    }

    private void RemoveOldest()
    {
        var (text, html) = _newestFirst.Last!.Value;
        _newestFirst.RemoveLast();
        _places.Remove(text);
        _characters -= text.Length + html.Length;
    }
}

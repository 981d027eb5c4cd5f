using Chat.Web.Markdown;

namespace Web.Tests.Markdown;

public sealed class MarkdownRendererTests
{
    private const string Link = "target=\"_blank\" rel=\"noopener noreferrer nofollow\"";

    [Theory]
    [InlineData("Hello **you** and ~~them~~", "<p>Hello <strong>you</strong> and <del>them</del></p>")]
    [InlineData("one\ntwo", "<p>one<br />two</p>")]
    [InlineData("# Title", "<h1>Title</h1>")]
    [InlineData("3. x\n4. y", "<ol start=\"3\"><li>x</li><li>y</li></ol>")]
    [InlineData("- [x] done", "<ul class=\"contains-task-list\"><li class=\"task-list-item\"><input disabled=\"disabled\" type=\"checkbox\" checked=\"checked\" /> done</li></ul>")]
    [InlineData("<b>x</b> &lt;", "<p>&lt;b&gt;x&lt;/b&gt; &lt;</p>")]
    [InlineData("a\0b", "<p>a\uFFFDb</p>")]
    [InlineData("[x](https://a.example 'why')", $"<p><a href=\"https://a.example\" {Link} title=\"why\">x</a></p>")]
    [InlineData("www.a.example <b@c.example>", $"<p><a href=\"http://www.a.example\" {Link}>www.a.example</a> <a href=\"mailto:b@c.example\" {Link}>b@c.example</a></p>")]
    [InlineData("[x](javascript:alert) [y](/z) <ftp://a.example>", "<p>x y ftp://a.example</p>")]
    [InlineData("![a cat](https://a.example/cat.png)", $"<p><a href=\"https://a.example/cat.png\" {Link}>a cat</a></p>")]
    [InlineData("![](https://a.example/cat.png)", $"<p><a href=\"https://a.example/cat.png\" {Link}>https://a.example/cat.png</a></p>")]
    [InlineData("[![a cat](https://a.example/cat.png)](https://b.example)", $"<p><a href=\"https://b.example\" {Link}>a cat</a></p>")]
    public void Markdown_is_shown_as_people_expect(string text, string html)
    {
        var rendered = MarkdownRenderer.ToHtml(text);

        Assert.Equal(html, rendered.Replace("\n", "", StringComparison.Ordinal));
        Assert.True(KnownTags.AreAllOf(rendered));
    }

    [Fact]
    public void Code_has_its_language_and_a_button()
    {
        var html = MarkdownRenderer.ToHtml("```c#\nif (a < b)\n    \"x\"\n```");

        Assert.Equal(
            "<div class=\"code\"><div class=\"code-head\"><span>c#</span><button type=\"button\" data-copy-code=\"\">Copy</button></div>"
            + "<pre tabindex=\"0\" role=\"region\" aria-label=\"Code\" dir=\"ltr\"><code class=\"language-c#\">if (a &lt; b)\n    &quot;x&quot;\n</code></pre></div>\n",
            html);
        Assert.Contains("<span></span>", MarkdownRenderer.ToHtml("```\"x\nx\n```"), StringComparison.Ordinal);
        Assert.True(KnownTags.AreAllOf(html));
    }

    [Fact]
    public void A_table_has_a_box_that_scrolls()
    {
        var html = MarkdownRenderer.ToHtml("|a|b|\n|---|--:|\n|1|2|\n\none\ntwo");

        Assert.Contains(TableRenderer.Begin, html, StringComparison.Ordinal);
        Assert.EndsWith("<p>one<br />\ntwo</p>\n", html, StringComparison.Ordinal); // The second wall, which is slow, would write <br>.
        Assert.DoesNotContain("style", html, StringComparison.Ordinal);
        Assert.True(KnownTags.AreAllOf(html));
    }

    [Fact]
    public void What_is_nested_too_deeply_is_shown_as_it_is()
    {
        var text = new string('>', 10_000) + " <b>";

        Assert.True(MarkdownRenderer.IsTooDeep(text)); // Else Markdig tries for long.
        Assert.Equal($"<p class=\"plain\">{text.Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)}</p>", MarkdownRenderer.ToHtml(text));
    }

    [Fact]
    public void A_paragraph_of_brackets_is_shown_as_it_is()
    {
        var text = new string('[', 300) + "\n" + new string(']', 300) + " *a* <b>";

        Assert.Equal($"<p>{new string('[', 300)}<br />\n{new string(']', 300)} *a* &lt;b&gt;</p>\n", MarkdownRenderer.ToHtml(text));
        Assert.Contains("<em>", MarkdownRenderer.ToHtml("# *a*\n\n" + text), StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_does_nothing() =>
        Assert.All(HostileTexts.Attacks.Concat(HostileTexts.Floods), text => HtmlCheck.IsHarmless(MarkdownRenderer.ToHtml(text)));
}

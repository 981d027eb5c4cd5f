using Chat.Web.Markdown;
using FsCheck;
using FsCheck.Fluent;

namespace Web.Tests.Markdown;

public sealed class GrowingMarkdownTests
{
    private static readonly string[] Pieces =
    [
        "a", " ", "\n", "\n\n", "- ", "1. ", "> ", "# ", "```\n", "    ", "**", "*", "|", "|-|\n", "|a|b|\n", "`", "===\n", "---\n", "[x](http://y)", "\t",
        "~~~\n", "\r\n", "\\", "<", "* ", "2) ", "b c\n", "é", "😀", "[ ] ", "  \n",
    ];

    [Fact]
    public void A_text_that_grows_is_at_every_point_what_a_fresh_render_shows() =>
        Prop.ForAll(Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary(), GrowsAsItIs).Check(Config.QuickThrowOnFailure);

    [Theory]
    [InlineData("b c\n|-|\n|-|\nb c\n")] // A table becomes a paragraph again.
    [InlineData("1. b c\n\n1. ")] // A line that has not ended goes on with the list.
    [InlineData("b c\n***b c\n")]
    [InlineData("> b c\n**")]
    public void What_a_later_part_changes_is_rendered_anew(string text) => GrowsAsItIs(text);

    [Fact]
    public void A_finished_block_is_rendered_once()
    {
        var growing = new GrowingMarkdown();
        growing.Update("# One\n\nTwo\n");
        var one = growing.Finished[0];
        growing.Update("# One\n\nTwo\n*three*\n\n- four");
        growing.Update("# One\n\nTwo\n*three*\n\n- four\n- five\n\nsix\n");

        Assert.Same(one, growing.Finished[0]);
        Assert.Equal(["<h1>One</h1>\n", "<p>Two<br />\n<em>three</em></p>\n<ul>\n<li>four</li>\n<li>five</li>\n</ul>\n"], growing.Finished);
        Assert.Equal("<p>six</p>\n", growing.Rest);
    }

    [Fact]
    public void Another_text_begins_anew()
    {
        var growing = new GrowingMarkdown();
        growing.Update("# One\n\nTwo\n\nThree");
        growing.Update("# Other\n\nText");

        Assert.Equal("<h1>Other</h1>\n<p>Text</p>\n", string.Concat(growing.Finished) + growing.Rest);
    }

    private static void GrowsAsItIs(string text)
    {
        var growing = new GrowingMarkdown();
        for (var length = 1; length <= text.Length; length++)
        {
            growing.Update(text[..length]);
            Assert.Equal(MarkdownRenderer.ToHtml(text[..length]), string.Concat(growing.Finished) + growing.Rest);
        }
    }
}

using Chat.Web.Markdown;

namespace Web.Tests.Markdown;

/// <summary>The second wall, as if the first had let everything through.</summary>
public sealed class SafeHtmlTests
{
    [Fact]
    public void Hostile_HTML_does_nothing() =>
        Assert.All(HostileTexts.Attacks.SelectMany(text => new[] { text, $"<p>{text}</p>", $"<p title=\"{text}\">x</p>", $"<pre><code class=\"{text}\">" }), html =>
            HtmlCheck.IsHarmless(SafeHtml.Of(html)));

    [Theory]
    [InlineData("<a href=\"https://a.example\">x</a>")]
    [InlineData("<a href=\"https://a.example\" target=\"_blank\" rel=\"noopener noreferrer nofollow\" onclick=\"x\">x</a>")]
    [InlineData("<a href=\"https://a.example\" target=\"_blank\" rel=\"noopener noreferrer nofollow\" title=\"x\" id=\"x\">x</a>")]
    [InlineData("<a href=\"javascript:x\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">x</a>")]
    [InlineData("<a href=\"https:x\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">x</a>")]
    [InlineData("<code class=\"language-x y\">")]
    [InlineData("<code class=\"language-\">")]
    [InlineData("<ol start=\"1x\">")]
    [InlineData("<p >")]
    [InlineData("<P>")]
    [InlineData("<p")]
    [InlineData("<")]
    [InlineData("<p><img src=\"https://a.example\"></p>")]
    [InlineData("<!-- x -->")]
    public void Nothing_but_what_the_renderer_writes_is_known(string html)
    {
        Assert.False(KnownTags.AreAllOf(html));
        HtmlCheck.IsHarmless(SafeHtml.Of(html));
    }

    [Theory]
    [InlineData("<p>x</p>")]
    [InlineData("<code class=\"language-c#\">x</code>")]
    [InlineData("<ol start=\"3\" class=\"contains-task-list\"></ol>")]
    [InlineData("<a href=\"https://a.example\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">x</a>")]
    public void What_is_known_stays_as_it_is(string html)
    {
        Assert.True(KnownTags.AreAllOf(html));
        Assert.Equal(html, SafeHtml.Of(html));
        Assert.Equal(html, SafeHtml.Sanitize(html));
    }

    [Fact]
    public void Of_inputs_only_the_boxes_of_task_lists_stay()
    {
        Assert.Equal("<input disabled=\"disabled\" type=\"checkbox\">", SafeHtml.Sanitize("<input disabled=\"disabled\" type=\"checkbox\">"));
        Assert.Equal("", SafeHtml.Sanitize("<input type=\"checkbox\">"));
        Assert.Equal("", SafeHtml.Sanitize("<input type=\"password\" disabled>"));
    }
}

using Chat.Web.Markdown;

namespace Web.Tests.Markdown;

public sealed class MarkdownCacheTests
{
    [Fact]
    public void A_text_is_rendered_once()
    {
        var cache = new MarkdownCache();

        Assert.Same(cache.ToHtml("*a*"), cache.ToHtml("*a*"));
    }

    [Fact]
    public void Only_the_last_texts_are_kept()
    {
        var cache = new MarkdownCache();
        var (used, unused) = (cache.ToHtml("used"), cache.ToHtml("unused"));
        for (var i = 0; i < 500; i++)
        {
            cache.ToHtml($"{i}");
            cache.ToHtml("used");
        }

        Assert.Same(used, cache.ToHtml("used"));
        Assert.NotSame(unused, cache.ToHtml("unused"));
    }
}

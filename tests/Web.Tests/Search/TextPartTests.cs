using Chat.Web.Search;

namespace Web.Tests.Search;

public sealed class TextPartTests
{
    [Theory]
    [InlineData("say hello", "4,5", "say [hello]")]
    [InlineData("hello", "0,5", "[hello]")]
    [InlineData("😀😀 hello 😀 hello", "3,5 11,5", "😀😀 [hello] 😀 [hello]")]
    [InlineData("a😀b", "1,1", "a[😀]b")]
    [InlineData("nothing", "", "nothing")]
    // What no service should send does no harm.
    [InlineData("short", "3,99 1,2 -5,2 7,1", "sho[rt]")]
    [InlineData("overlap", "0,4 2,4", "[over][la]p")]
    public void A_snippet_is_cut_at_its_highlights_in_code_points(string snippet, string highlights, string expected)
    {
        var places = highlights.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(place => place.Split(',').Select(int.Parse).ToArray()).ToArray();

        Assert.Equal(expected, string.Concat(TextPart.Cut(snippet, places).Select(part => part.IsFound ? $"[{part.Text}]" : part.Text)));
    }
}

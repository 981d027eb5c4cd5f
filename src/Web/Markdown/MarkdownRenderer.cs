using System.Net;
using Markdig;

namespace Chat.Web.Markdown;

/// <summary>
/// Makes HTML of hostile Markdown. HTML in it is text, and what comes out passes <see cref="SafeHtml"/>. A line break stays a line break, as
/// people who chat expect.
/// </summary>
internal static class MarkdownRenderer
{
    /// <summary>The longest text, in UTF-16 units, that is formatted without being asked.</summary>
    public const int MostFormatted = 50_000;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .UsePipeTables()
        .UseTaskLists()
        .UseAutoLinks()
        .UseSoftlineBreakAsHardlineBreak()
        .Use<ChatMarkdown>()
        .Build();

    /// <returns>HTML that is safe to show. The text as it is, where it is nested too deeply to be formatted.</returns>
    public static string ToHtml(string text)
    {
        try
        {
            return SafeHtml.Of(Markdig.Markdown.ToHtml(text, Pipeline));
        }
        catch (ArgumentException)
        {
            // Markdig's limit of depth.
            return $"<p class=\"plain\">{WebUtility.HtmlEncode(text)}</p>";
        }
    }

    internal static Markdig.Syntax.MarkdownDocument Parse(string text) => Markdig.Markdown.Parse(text, Pipeline);
}

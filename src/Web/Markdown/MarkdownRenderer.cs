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

    private const int MostMarks = 64;

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
        if (IsTooDeep(text))
            return Plain(text);
        try
        {
            return SafeHtml.Of(Markdig.Markdown.ToHtml(text, Pipeline));
        }
        catch (ArgumentException)
        {
            // Markdig's limit of depth.
            return Plain(text);
        }
    }

    /// <summary>Whether a line begins with more marks of quotes and lists than anybody writes: Markdig would try for a minute before it refuses.</summary>
    internal static bool IsTooDeep(ReadOnlySpan<char> text)
    {
        foreach (var line in text.EnumerateLines())
        {
            var marks = 0;
            for (var i = 0; i < line.Length && " \t>-*+.)0123456789".Contains(line[i], StringComparison.Ordinal); i++)
                marks += line[i] == '>' || (i > 0 && line[i] is (' ' or '\t') && line[i - 1] is ('-' or '*' or '+' or '.' or ')')) ? 1 : 0;
            if (marks > MostMarks)
                return true;
        }
        return false;
    }

    private static string Plain(string text) => $"<p class=\"plain\">{WebUtility.HtmlEncode(text)}</p>";

    internal static Markdig.Syntax.MarkdownDocument Parse(string text) => Markdig.Markdown.Parse(text, Pipeline);
}

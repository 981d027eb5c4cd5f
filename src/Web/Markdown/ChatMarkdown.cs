using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Chat.Web.Markdown;

/// <summary>What is different here from usual Markdown: code and tables in boxes, images as links, and a bound for senseless text.</summary>
internal sealed class ChatMarkdown : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.BlockParsers.FindExact<ParagraphBlockParser>()!.Closed += (_, block) => BoundedParagraph.Bound((LeafBlock)block);
        pipeline.BlockParsers.FindExact<HeadingBlockParser>()!.Closed += (_, block) => BoundedParagraph.Bound((LeafBlock)block);
        pipeline.DocumentProcessed += ShowImagesAsLinks;
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        var renderers = ((HtmlRenderer)renderer).ObjectRenderers;
        renderers.ReplaceOrAdd<CodeBlockRenderer>(new CodeRenderer());
        renderers.ReplaceOrAdd<HtmlTableRenderer>(new TableRenderer());
    }

    /// <summary>Loading an image would tell its server who reads, and when.</summary>
    private static void ShowImagesAsLinks(MarkdownDocument document)
    {
        foreach (var image in document.Descendants<LinkInline>().Where(link => link.IsImage).ToList())
        {
            image.IsImage = false;
            if (image.FirstChild is null)
                image.AppendChild(new LiteralInline(image.Url ?? ""));
            // A link has no links in it.
            if (image.Parent?.FindParentOfType<LinkInline>().Any() == true)
                image.ReplaceBy(new ContainerInline());
        }
    }
}

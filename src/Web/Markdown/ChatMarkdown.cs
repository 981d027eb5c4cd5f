using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Chat.Web.Markdown;

/// <summary>What is different here from usual Markdown: code and tables in boxes, links that harm nobody, and a bound for senseless text.</summary>
internal sealed class ChatMarkdown : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.BlockParsers.FindExact<ParagraphBlockParser>()!.Closed += (_, block) => BoundedParagraph.Bound((LeafBlock)block);
        pipeline.BlockParsers.FindExact<HeadingBlockParser>()!.Closed += (_, block) => BoundedParagraph.Bound((LeafBlock)block);
        pipeline.DocumentProcessed += SafeLinks.Change;
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        var renderers = ((HtmlRenderer)renderer).ObjectRenderers;
        renderers.ReplaceOrAdd<CodeBlockRenderer>(new CodeRenderer());
        renderers.ReplaceOrAdd<HtmlTableRenderer>(new TableRenderer());
    }
}

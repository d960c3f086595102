using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;

namespace ClarityConnect.Workflows.Console.Display;

/// <summary>Text that somebody wrote in Markdown, as HTML. HTML in it is shown as text, pictures are left out, and links lead only to web addresses.</summary>
internal static partial class Markdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    /// <summary>Renders a text without its title, which the page shows.</summary>
    public static MarkupString Render(string text)
    {
        var document = Markdig.Markdown.Parse(text, Pipeline);
        foreach (var title in document.OfType<HeadingBlock>().Where(heading => heading.Level == 1).ToList())
            document.Remove(title);
        foreach (var link in document.Descendants<LinkInline>().ToList())
            Guard(link);
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlTableRenderer>(new NamedTables());
        renderer.Render(document);
        return new MarkupString(ColumnHeading().Replace(writer.ToString(), "<th scope=\"col\""));
    }

    private static void Guard(LinkInline link)
    {
        if (link.IsImage)
        {
            link.Remove();
            return;
        }

        if (Uri.TryCreate(link.Url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http")
        {
            link.GetAttributes().AddProperty("rel", "noreferrer");
            return;
        }

        // A file beside the text, which this server does not serve: its words stay.
        link.ReplaceBy(new ContainerInline(), copyChildren: true);
    }

    [GeneratedRegex("<th(?=[ >])")]
    private static partial Regex ColumnHeading();

    /// <summary>Gives tables the frame and the caption that all tables of the pages have.</summary>
    private sealed class NamedTables : HtmlTableRenderer
    {
        protected override void Write(HtmlRenderer renderer, Table table)
        {
            var name = NameOf(table);
            renderer.Write("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").WriteEscape(name).Write("\">");
            using var inner = new StringWriter();
            var outer = renderer.Writer;
            renderer.Writer = inner;
            base.Write(renderer, table);
            renderer.Writer = outer;
            var caption = $"<caption>{System.Net.WebUtility.HtmlEncode(name)}</caption>";
            renderer.Write(FirstTable().Replace(inner.ToString(), match => match.Value + caption, 1));
            renderer.WriteLine("</div>");
        }

        /// <summary>The heading that it stands under.</summary>
        private static string NameOf(Table table)
        {
            var heading = table.Parent?.TakeWhile(block => block != table).OfType<HeadingBlock>().LastOrDefault();
            var words = heading?.Inline?.Descendants<LiteralInline>().Select(literal => literal.Content.ToString());
            return words is null ? "Table" : string.Concat(words);
        }
    }

    [GeneratedRegex("<table[^>]*>")]
    private static partial Regex FirstTable();
}

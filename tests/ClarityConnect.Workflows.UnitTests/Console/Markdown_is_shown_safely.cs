using ClarityConnect.Workflows.Console.Display;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Console;

public class Markdown_is_shown_safely
{
    [Theory]
    [InlineData("# Title\n\nText", "<p>Text</p>\n")]
    [InlineData("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n")]
    [InlineData("[a](javascript:x)", "<p>a</p>\n")]
    [InlineData("[a](data:text/html;base64,x)", "<p>a</p>\n")]
    [InlineData("[a *b*](../file.md)", "<p>a <em>b</em></p>\n")]
    [InlineData("[a](https://example.com/?x=1&y=2)", "<p><a href=\"https://example.com/?x=1&amp;y=2\" rel=\"noreferrer\">a</a></p>\n")]
    [InlineData("![picture](https://example.com/x.png) text", "<p> text</p>\n")]
    [InlineData("`a<b>`", "<p><code>a&lt;b&gt;</code></p>\n")]
    public void Html_pictures_and_odd_links_do_no_harm(string text, string html) => Markdown.Render(text).Value.ShouldBe(html);

    [Fact]
    public void Tables_have_the_name_of_their_section()
    {
        var html = Markdown.Render("## Needs <b>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n").Value;
        html.ShouldContain("<caption>Needs &lt;b&gt;</caption>");
        html.ShouldContain("<th scope=\"col\">a</th>");
        html.ShouldContain("role=\"region\"");
    }
}

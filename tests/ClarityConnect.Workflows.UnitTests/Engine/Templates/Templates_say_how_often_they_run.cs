using ClarityConnect.Workflows.Engine.Templates;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Templates;

public class Templates_say_how_often_they_run
{
    [Theory]
    [InlineData("# T\n\n## Cadence\n\nOnce a day,\nat **six**.\n\nMore.", "Once a day, at six.")]
    [InlineData("# T\r\n## cadence\r\nOnce a day.\r\n## Steps\r\nx", "Once a day.")]
    [InlineData("# T\n\nCadence", null)]
    [InlineData("## Cadence\n\n## Steps", null)]
    [InlineData("", null)]
    public void The_first_paragraph_under_the_heading_is_taken(string readme, string? cadence) =>
        TemplateReadme.SectionOf(readme, "Cadence").ShouldBe(cadence);
}

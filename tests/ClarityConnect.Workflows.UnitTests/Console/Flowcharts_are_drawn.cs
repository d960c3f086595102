using ClarityConnect.Workflows.Console.Drawings;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Definitions;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Console;

public class Flowcharts_are_drawn
{
    [Fact]
    public void Steps_stand_where_the_designer_has_them()
    {
        var picture = Draw(600, Step("a", 40, 100), Step("b", 330, 100), Step("c", 330, 260));
        picture.Boxes.Select(box => box.Id).ShouldBe(["a", "b", "c"]);
        (picture.Boxes[1].X - picture.Boxes[0].X).ShouldBe(290);
        (picture.Boxes[2].Y - picture.Boxes[1].Y).ShouldBe(160);
        picture.Boxes[1].Y.ShouldBe(picture.Boxes[0].Y);
    }

    [Fact]
    public void What_is_too_wide_goes_on_in_the_next_row()
    {
        var picture = Draw(600, Step("a", 0, 0), Step("b", 290, 0), Step("c", 580, 0));
        picture.Boxes[2].X.ShouldBe(picture.Boxes[0].X);
        picture.Boxes[2].Y.ShouldBeGreaterThan(picture.Boxes[0].Bottom);
        picture.Width.ShouldBeLessThan(680);
    }

    [Fact]
    public void Outcomes_are_named_once_above_the_step_they_lead_to()
    {
        var picture = Draw(900, [("a", "Yes", "b"), ("a", "Maybe", "b"), ("a", "Done", "c"), ("a", "Yes", "gone")], Step("a", 0, 0), Step("b", 290, 0), Step("c", 290, 160));
        picture.Lines.Select(line => line.Label).ShouldBe(["Yes, Maybe", null]);
        picture.Lines[0].LabelY.ShouldBeLessThan(picture.Boxes[1].Y);
        picture.Lines[0].Path.ShouldStartWith("M");
    }

    [Theory]
    [InlineData("{}", 0)]
    [InlineData("""{"root":{"id":"x","type":"Elsa.WriteLine"}}""", 1)]
    [InlineData("""{"root":{"id":"x","type":"Elsa.Sequence","activities":[{"id":"a"},{"id":"b"},{"id":"a"}]}}""", 2)]
    [InlineData("""{"root":{"id":"x","activities":[{"id":"a","metadata":{"designer":{"position":{"x":"odd","y":null},"size":{"width":-5}}}}],"connections":[{"source":"a"},{"source":1,"target":2}]}}""", 1)]
    public void Odd_definitions_are_drawn_as_far_as_they_go(string json, int boxes)
    {
        var picture = FlowPicture.Of(DefinitionDocument.Parse(json), new ActivityRegistry([]), 600);
        picture.Boxes.Count.ShouldBe(boxes);
        picture.Boxes.ShouldAllBe(box => box.Width >= 120 && box.Height >= 40);
    }

    [Theory]
    [InlineData("Load mappings", 206, "Load mappings")]
    [InlineData("Post the sales summary of the day to the ledger", 206, "Post the sales summary|of the day to the…")]
    [InlineData("Donaudampfschifffahrtsgesellschaft", 206, "Donaudampfschifffahrt…")]
    public void A_name_is_broken_into_two_lines_that_fit(string name, double width, string lines) =>
        string.Join('|', BoxText.Wrap(name, width)).ShouldBe(lines);

    private static string Step(string id, int x, int y) => """
        {"id":"ID","type":"Elsa.WriteLine","metadata":{"designer":{"position":{"x":XX,"y":YY},"size":{"width":230,"height":60}}}}
        """.Replace("ID", id).Replace("XX", $"{x}").Replace("YY", $"{y}");

    private static FlowPicture Draw(double width, params string[] steps) => Draw(width, [], steps);

    private static FlowPicture Draw(double width, (string From, string Port, string To)[] edges, params string[] steps)
    {
        var connections = edges.Select(edge => """{"source":{"activity":"FROM","port":"PORT"},"target":{"activity":"TO","port":"In"}}"""
            .Replace("FROM", edge.From).Replace("PORT", edge.Port).Replace("TO", edge.To));
        var json = """{"root":{"id":"f","type":"Elsa.Flowchart","activities":[STEPS],"connections":[LINES]}}"""
            .Replace("STEPS", string.Join(',', steps)).Replace("LINES", string.Join(',', connections));
        return FlowPicture.Of(DefinitionDocument.Parse(json), new ActivityRegistry([]), width);
    }
}

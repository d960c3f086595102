using ClarityConnect.Workflows.Console.DeadLetters;
using ClarityConnect.Workflows.Console.Runs;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Journal;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Console;

public class A_run_can_go_back_to_steps_that_began
{
    private const string Drawing = """
        {"root": {"id": "Flow", "type": "Elsa.Flowchart", "activities": [
          {"id": "Start", "type": "X.Trigger", "customProperties": {"canStartWorkflow": true}},
          {"id": "Load", "type": "X.Load"},
          {"id": "Each", "type": "Elsa.ForEach", "body": {"id": "Inner", "type": "Elsa.Sequence", "activities": [
            {"id": "Map", "type": "X.Map", "value": {"typeName": "Object", "expression": {"type": "Object", "value": {"id": "no", "type": "activity"}}}},
            {"id": "Post", "type": "X.Post"}]}},
          {"id": "Other", "type": "Elsa.Sequence", "activities": [{"id": "Beside", "type": "X.Beside"}]},
          {"id": "Later", "type": "X.Later"}]}}
        """;

    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Steps_around_the_failed_one_are_offered_in_the_order_of_the_drawing()
    {
        var executions = new[] { Row(1, "Start"), Row(2, "Load"), Row(3, "Other"), Row(4, "Beside"), Row(5, "Each"), Row(6, "Map"), Row(7, "Post", status: "Faulted") };
        var points = ResumePoints.Find(DefinitionDocument.Parse(Drawing), "Post", executions);
        points.Select(point => point.ActivityId).ShouldBe(["Load", "Each", "Other", "Map", "Post"], ignoreOrder: false);
        points.Single(point => point.IsFailed).ActivityId.ShouldBe("Post");
    }

    [Fact]
    public void Bars_lie_within_the_timeline_and_are_never_too_short_to_be_seen()
    {
        var steps = TimelineStep.Place([Row(1, "Flow", seconds: 10), Row(2, "Load", parent: 1, after: 2, seconds: 5), Row(3, "Post", parent: 2, after: 10, seconds: 0)], Noon);
        steps.Select(step => (step.Offset, step.Width, step.Depth)).ShouldBe([(0, 1000, 0), (200, 500, 1), (994, 6, 2)]);
        steps[1].Took.ShouldBe(TimeSpan.FromSeconds(5));
        steps[1].After.ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_step_that_goes_on_reaches_until_now()
    {
        var step = TimelineStep.Place([Row(1, "Flow") with { CompletedAt = null }], Noon.AddDays(400)).ShouldHaveSingleItem();
        step.Width.ShouldBe(1000);
        step.Took.ShouldBe(TimeSpan.FromDays(400));
    }

    private static ActivityExecutionRow Row(int number, string activity, int? parent = null, double after = 0, double seconds = 1, string status = "Completed") => new()
    {
        InstanceId = "i",
        Number = number,
        ParentNumber = parent,
        NodeId = activity,
        ActivityId = activity,
        ActivityType = "X",
        ActivityVersion = 1,
        Status = status,
        StartedAt = Noon.AddSeconds(after),
        CompletedAt = Noon.AddSeconds(after + seconds),
        StartedSequence = number,
    };
}

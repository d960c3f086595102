using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Activities.Flow;
using ClarityConnect.Workflows.Engine.Activities.Primitives;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Definitions;

/// <summary>What an activity may lack or spell differently.</summary>
public sealed class Activity_variants
{
    [Theory]
    [InlineData("""{"type":"Elsa.WriteLine"}""")]
    [InlineData("""{"type":"Elsa.WriteLine","version":2}""")]
    [InlineData("""{"type":"Elsa.WriteLine","version":7,"nodeId":null,"name":null,"metadata":null,"customProperties":null}""")]
    public void Rule_06_Nearly_every_member_is_optional_and_an_unknown_version_is_the_newest(string json)
    {
        var activity = Compiled.Activity(json);

        activity.Activity.ShouldBeOfType<WriteLine>();
        activity.Descriptor!.Version.ShouldBe(1);
    }

    [Fact]
    public void Rule_06_A_flowchart_needs_neither_activities_connections_nor_variables() =>
        Compiled.Activity("""{"type":"Elsa.Flowchart"}""").Activity.ShouldBeOfType<Flowchart>();

    [Theory]
    [InlineData("""  "customProperties":{"canStartWorkflow":true,"runAsynchronously":false}  """, true)]
    [InlineData("""  "customProperties":{"CanStartWorkflow":true,"RunAsynchronously":true}  """, true)]
    [InlineData("""  "canStartWorkflow":true,"runAsynchronously":false  """, true)]
    [InlineData("""  "applicationProperties":{"canStartWorkflow":true},"source":"x","line":3  """, true)]
    [InlineData("""  "customProperties":{"source":"x"},"canStartWorkflow":true  """, true)]
    [InlineData("""  "customProperties":{"canStartWorkflow":false},"canStartWorkflow":true  """, false)]
    [InlineData("""  "customProperties":{}  """, false)]
    public void Rule_07_Whether_it_starts_workflows_may_stand_in_four_places(string members, bool canStart) =>
        Compiled.Activity($$"""{"type":"Elsa.Event",{{members}} }""").CanStartWorkflow.ShouldBe(canStart);

    [Fact]
    public void Rule_10_An_activity_without_an_id_gets_one_that_no_other_has()
    {
        var workflow = Compiled.Root(
            """
            {"type":"Elsa.Flowchart","activities":[
              {"type":"Elsa.WriteLine"},
              {"type":"Elsa.WriteLine","id":"WriteLine2"},
              {"type":"Elsa.WriteLine","id":"WriteLine3"}]}
            """);

        workflow.Activities.Select(activity => activity.Id).ShouldBeUnique();
        workflow.Activities[3].Id.ShouldBe("WriteLine2");
        workflow.Activities[4].Id.ShouldBe("WriteLine3");
        workflow.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Rule_11_An_unknown_type_is_kept_and_told()
    {
        var workflow = Compiled.Root("""{"type":"Acme.Unknown","id":"x","version":3,"secretSauce":{"typeName":"String","expression":{"type":"Literal","value":"7"}}}""");

        workflow.Activities[1].Activity.ShouldBeOfType<NotFoundActivity>();
        workflow.Activities[1].Json.GetProperty("secretSauce").GetProperty("expression").GetProperty("value").GetString().ShouldBe("7");
        workflow.Warnings.ShouldHaveSingleItem().ShouldContain("Acme.Unknown");
    }

    [Fact]
    public void Rule_11_A_stand_in_that_another_server_wrote_is_its_original_where_that_is_installed()
    {
        var activity = Compiled.Activity(
            """
            {"type":"Elsa.NotFoundActivity","version":1,"id":"moved","missingTypeName":"Elsa.WriteLine","missingTypeVersion":1,
             "originalActivityJson":"{\"type\":\"Elsa.WriteLine\",\"id\":\"old\",\"text\":\"kept\"}"}
            """);

        activity.Id.ShouldBe("moved");
        activity.Activity.ShouldBeOfType<WriteLine>();
        activity.Inputs.Single().Converted.ShouldBe("kept");
    }

    [Theory]
    [InlineData("")]
    [InlineData(""" ,"originalActivityJson":"oops" """)]
    [InlineData(""" ,"originalActivityJson":"[1]" """)]
    public void Rule_11_A_stand_in_without_its_original_still_names_the_missing_type(string original) =>
        Compiled.Root($$"""{"type":"Elsa.NotFoundActivity","id":"x","missingTypeName":"Acme.Unknown","missingTypeVersion":3{{original}} }""")
            .Warnings.ShouldHaveSingleItem().ShouldContain("Acme.Unknown");

    [Theory]
    [InlineData("""{"type":"Elsa.Sequence","activities":[{"type":"Elsa.WriteLine"}]}""", 3)]
    [InlineData("""{"type":"Elsa.WriteLine","text":"x"}""", 2)]
    [InlineData("""{"type":"MyChildWorkflow","workflowDefinitionId":"child"}""", 2)]
    public void Rule_13_The_root_may_be_any_activity(string root, int activities) => Compiled.Root(root).Activities.Count.ShouldBe(activities);
}

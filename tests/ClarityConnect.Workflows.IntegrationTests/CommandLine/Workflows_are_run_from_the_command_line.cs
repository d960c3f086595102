using System.Text.Json.Nodes;
using ClarityConnect.Workflows.IntegrationTests.Api;
using ClarityConnect.Workflows.Server.CommandLine.Workflows;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.CommandLine;

[Collection(typeof(ServerTests))]
public sealed class Workflows_are_run_from_the_command_line(RunningServer server)
{
    [Fact]
    public async Task One_that_finishes_shows_its_output_and_others_are_failures()
    {
        var token = TestContext.Current.CancellationToken;
        using var client = await server.ClientAsync();
        using var folder = new TemporaryFolder();
        Task<CommandResult> Run(params string[] options) => CommandResult.OfAsync(client, WorkflowRunCommand.RunAsync, options);
        var greeting = Drawings.Flowchart(
            "cli-greets",
            Drawings.Activity("Out1", "Elsa.SetOutput", ("outputName", "Literal", "Greeting"), ("outputValue", "JavaScript", "'Hello ' + getInput('Name')")));
        greeting["inputs"] = new JsonArray(new JsonObject { ["name"] = "Name", ["type"] = "String" });
        greeting["outputs"] = new JsonArray(new JsonObject { ["name"] = "Greeting", ["type"] = "String" });
        await client.PublishAsync(greeting);
        await client.PublishAsync(Drawings.Flowchart("cli-waits", Drawings.Event("E1", "CliNever")));
        await client.PublishAsync(Drawings.Flowchart("cli-faults", Drawings.Activity("F1", "Elsa.Fault", ("message", "Literal", "The till is empty"))));
        var input = Path.Combine(folder.Path, "input.json");
        await File.WriteAllTextAsync(input, """{"Name": "Ada"}""", token);

        var finished = await Run("cli-greets", "--input", input, "--wait");
        finished.Code.ShouldBe(0, finished.Text);
        finished.Text.ShouldMatch("^Finished     \\S+\n             Greeting = \"Hello Ada\"\n$");
        var json = (await Run("cli-greets", "--input", input, "--wait", "--json")).Reports.ShouldHaveSingleItem();
        json["output"]!["Greeting"]!.GetValue<string>().ShouldBe("Hello Ada");

        var started = (await Run("cli-waits", "--json")).Reports.ShouldHaveSingleItem();
        started["outcome"]!.GetValue<string>().ShouldBe("Started");
        (await client.GetJsonAsync($"/elsa/api/workflow-instances/{started["instance"]}"))["definitionId"]!.GetValue<string>().ShouldBe("cli-waits");
        (await Run("cli-waits", "--wait", "--timeout", "0")).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => run.Text.ShouldContain("It has not ended yet"));
        (await Run("cli-faults", "--wait", "--timeout", "30")).ShouldSatisfyAllConditions(
            run => run.Code.ShouldBe(1), run => run.Text.ShouldStartWith("Faulted"), run => run.Text.ShouldContain("F1: The till is empty"));

        (await Run("cli-nobody")).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => run.Text.ShouldContain("There is no workflow 'cli-nobody' in the version Published."));
        (await Run()).ShouldBe(new CommandResult(2, "Give one workflow's id.\n"));
        (await Run("cli-greets", "--input", Path.Combine(folder.Path, "nowhere"))).Code.ShouldBe(2);
        (await Run("cli-greets", "--timeout", "5")).Code.ShouldBe(2);
        (await Run("cli-greets", "--wait", "--timeout", "soon")).Code.ShouldBe(2);
    }
}

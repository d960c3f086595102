using System.Text.Json;
using ClarityConnect.Workflows.Testing.Workflows;

namespace Acme.Hello.Tests;

public sealed class People_are_greeted
{
    // A workflow as the designer stores it. Its input "Customer" is what the script hands on, and what the activity says is kept in a variable.
    private const string Workflow = """
        {
          "definitionId": "greet", "name": "Greet",
          "variables": [ { "id": "Greeting", "name": "Greeting", "typeName": "String" } ],
          "inputs": [ { "name": "Customer", "type": "String" } ],
          "root": { "id": "Steps", "name": "Steps", "type": "Elsa.Sequence", "version": 1, "activities": [
            { "id": "hello", "name": "hello", "type": "Acme.Hello.SayHello", "version": 1,
              "person": { "typeName": "String", "expression": { "type": "JavaScript", "value": "getInput('Customer').toUpperCase()" } },
              "result": { "typeName": "String", "memoryReference": { "id": "Greeting" } } } ] }
        }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // The activity alone, with inputs as somebody would type them.
    [Fact]
    public async Task Somebody_is_greeted_by_name()
    {
        await using var harness = await WorkflowHarness.StartAsync([typeof(SayHello)], cancellationToken: Token);

        var result = await harness.RunActivityAsync("Acme.Hello.SayHello", new { person = "Ada" }, Token);

        Assert.Null(result.Failure);
        Assert.Equal("Hello, Ada!", result.Output<string>("Result"));
    }

    [Fact]
    public async Task A_workflow_greets_whom_its_script_names()
    {
        await using var harness = await WorkflowHarness.StartAsync([typeof(SayHello)], cancellationToken: Token);
        await harness.PublishAsync(Workflow, Token);

        var run = await harness.RunAsync("greet", new() { ["Customer"] = JsonSerializer.SerializeToElement("Bo") }, Token);

        Assert.Equal("Hello, BO!", run.Variable("Greeting")!.Value.GetString());
    }
}

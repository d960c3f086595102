using ClarityConnect.Workflows.Sdk.Triggers;

namespace Acme.Hello.Tests;

public sealed class Items_that_others_add_start_workflows
{
    private const string Added = """{ "id": "ev-1", "type": "item.added", "item": { "id": "I-7", "list": "todo", "title": "Call Bo back" } }""";

    private const string Workflow = """
        {
          "definitionId": "follow-up", "name": "Follow up",
          "variables": [ { "id": "Item", "name": "Item", "typeName": "Object" } ],
          "root": { "id": "Steps", "name": "Steps", "type": "Elsa.Sequence", "version": 1, "activities": [
            { "id": "added", "name": "added", "type": "Acme.Hello.ItemAdded", "version": 1, "customProperties": { "canStartWorkflow": true },
              "connection": { "typeName": "String", "expression": { "type": "Literal", "value": "service" } },
              "path": { "typeName": "String", "expression": { "type": "Literal", "value": "service/items" } },
              "result": { "typeName": "Object", "memoryReference": { "id": "Item" } } } ] }
        }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_item_starts_the_workflow_once()
    {
        await using var stage = await ServiceStage.OpenAsync(Token);
        await stage.Harness.PublishAsync(Workflow, Token);

        Assert.Equal(200, (await CallAsync(stage, Added, ServiceTwin.Sign(Added))).Status);
        Assert.Equal(200, (await CallAsync(stage, Added, ServiceTwin.Sign(Added))).Status);

        var run = Assert.Single(await stage.Harness.RunsAsync("follow-up", Token));
        Assert.Equal("I-7", run.Instance.CorrelationId);
        Assert.Equal("Call Bo back", run.Variable("Item")!.Value.GetProperty("title").GetString());
    }

    [Fact]
    public async Task What_is_not_signed_starts_nothing()
    {
        await using var stage = await ServiceStage.OpenAsync(Token);
        await stage.Harness.PublishAsync(Workflow, Token);

        Assert.Equal(401, (await CallAsync(stage, Added, "forged")).Status);
        Assert.Empty(await stage.Harness.RunsAsync("follow-up", Token));
    }

    private static Task<WebhookReply> CallAsync(ServiceStage stage, string body, string signature) =>
        stage.Harness.CallWebhookAsync("service/items", body, new Dictionary<string, string> { ["Service-Signature"] = signature }, Token);
}

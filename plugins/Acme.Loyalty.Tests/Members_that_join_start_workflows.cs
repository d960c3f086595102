using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Triggers;
using Shouldly;
using Xunit;

namespace Acme.Loyalty.Tests;

public sealed class Members_that_join_start_workflows
{
    private const string Joined = """{ "id": "ev-1", "type": "member.joined", "member": { "number": "M-2002", "name": "Bo Lind", "email": "bo@shop.example", "points": 0 } }""";

    private const string Welcome = """
        {
          "definitionId": "welcome", "name": "Welcome",
          "variables": [ { "id": "Member", "name": "Member", "typeName": "Object" } ],
          "root": { "id": "Steps", "name": "Steps", "type": "Elsa.Sequence", "version": 1, "activities": [
            { "id": "joined", "name": "joined", "type": "Acme.Loyalty.MemberJoined", "version": 1, "customProperties": { "canStartWorkflow": true },
              "connection": { "typeName": "String", "expression": { "type": "Literal", "value": "acme" } },
              "path": { "typeName": "String", "expression": { "type": "Literal", "value": "loyalty/members" } },
              "result": { "typeName": "Object", "memoryReference": { "id": "Member" } } } ] }
        }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_new_member_starts_the_workflow_once()
    {
        await using var stage = await LoyaltyStage.OpenAsync(Token);
        await stage.Harness.PublishAsync(Welcome, Token);

        (await CallAsync(stage, Joined)).Status.ShouldBe(200);
        (await CallAsync(stage, Joined)).Status.ShouldBe(200);

        var run = (await stage.Harness.RunsAsync("welcome", Token)).ShouldHaveSingleItem();
        (run.Instance.Status, run.Instance.CorrelationId).ShouldBe((InstanceStatus.Finished, "M-2002"));
        run.Variable("Member")!.Value.GetProperty("name").GetString().ShouldBe("Bo Lind");
    }

    [Fact]
    public async Task What_is_not_signed_or_not_meant_starts_nothing()
    {
        await using var stage = await LoyaltyStage.OpenAsync(Token);
        await stage.Harness.PublishAsync(Welcome, Token);
        var now = TimeProvider.System.GetUtcNow();

        var unsigned = await stage.Harness.CallWebhookAsync("loyalty/members", Joined, null, Token);
        var forged = await CallAsync(stage, Joined, LoyaltyTwin.Sign(Joined, now, "another-secret"));
        var stale = await CallAsync(stage, Joined, LoyaltyTwin.Sign(Joined, now.AddMinutes(-6)));
        var broken = await CallAsync(stage, """{ "id": "ev-2", "type": "member.joined" }""");
        var other = await CallAsync(stage, """{ "id": "ev-3", "type": "member.left" }""");

        (unsigned.Status, unsigned.Body).ShouldBe((401, "The header Acme-Signature is missing or cannot be read."));
        (forged.Status, forged.Body).ShouldBe((401, "The signature is wrong. Check that both sides have the same signing secret."));
        (stale.Status, stale.Body).ShouldBe((401, "The signature is more than 5 minutes off. Check the clocks of both sides."));
        (broken.Status, broken.Body).ShouldBe((400, "The event lacks its id, its type or the member."));
        other.Status.ShouldBe(200);
        (await stage.Harness.RunsAsync("welcome", Token)).ShouldBeEmpty();
    }

    private static Task<WebhookReply> CallAsync(LoyaltyStage stage, string body, string? signature = null) => stage.Harness.CallWebhookAsync(
        "loyalty/members", body, new Dictionary<string, string> { ["Acme-Signature"] = signature ?? LoyaltyTwin.Sign(body, TimeProvider.System.GetUtcNow()) }, Token);
}

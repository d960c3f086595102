using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.IntegrationTests.Api;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Live;

[Collection(typeof(ServerTests))]
public sealed class Viewers_follow_a_run(RunningServer server)
{
    [Fact]
    public async Task The_designer_is_told_that_there_are_live_updates()
    {
        using var client = await server.ClientOfAsync("Viewer");
        var features = await client.GetJsonAsync("/elsa/api/features/installed");
        features["items"]!.AsArray().ShouldContain(feature => feature!["fullName"]!.GetValue<string>() == "Elsa.RealTimeWorkflowUpdates");
        var feature = await client.GetJsonAsync("/elsa/api/features/installed/Elsa.RealTimeWorkflowUpdates");
        feature["namespace"]!.GetValue<string>().ShouldBe("Elsa");
    }

    [Fact]
    public async Task A_viewer_hears_three_messages_at_once_and_again_when_the_run_goes_on()
    {
        using var client = await server.ClientAsync();
        var instance = await WaitingAsync(client, "followed");
        using var viewer = await HubConnection.OpenAsync(client.BaseAddress!, HubConnection.Key(await server.KeyOfAsync("Viewer")));
        (await viewer.ObserveAsync(instance)).ShouldBeNull();

        var (first, stats) = await viewer.HearAsync();
        first.ShouldBe("ActivityExecutionLogUpdatedAsync");
        var waiting = stats["stats"]!.AsArray().Single(node => node!["activityId"]!.GetValue<string>() == "wait")!;
        waiting["isBlocked"]!.GetValue<bool>().ShouldBeTrue();
        waiting["startedCount"]!.GetValue<int>().ShouldBe(1);
        waiting["activityNodeId"]!.GetValue<string>().ShouldEndWith(":wait");
        var (second, nothing) = await viewer.HearAsync();
        second.ShouldBe("WorkflowExecutionLogUpdatedAsync");
        nothing.Count.ShouldBe(0);
        var (third, changed) = await viewer.HearAsync();
        third.ShouldBe("WorkflowInstanceUpdatedAsync");
        changed["workflowInstanceId"]!.GetValue<string>().ShouldBe(instance);

        await client.PostJsonAsync("/elsa/api/events/followed-goes-on/trigger");
        await viewer.UntilCompletedAsync(":after");
    }

    [Fact]
    public async Task A_run_of_many_steps_is_told_in_few_messages_and_to_its_end()
    {
        using var client = await server.ClientAsync();
        const int Steps = 30;
        var activities = Enumerable.Range(0, Steps).Select(step => Drawings.Event($"e{step}", $"many-{step}")).Append(Drawings.WriteLine("after", "x"));
        await client.PublishAsync(Drawings.Flowchart("many", [.. activities]));
        var instance = await InstanceAsync(client, "many");
        using var viewer = await HubConnection.OpenAsync(client.BaseAddress!, HubConnection.Key(await server.KeyOfAsync("Viewer")));
        await viewer.ObserveAsync(instance);
        var began = TimeProvider.System.GetTimestamp();
        for (var step = 0; step < Steps; step++)
            await client.PostJsonAsync($"/elsa/api/events/many-{step}/trigger");

        var messages = await viewer.UntilCompletedAsync(":after");
        var pauses = TimeProvider.System.GetElapsedTime(began) / TimeSpan.FromMilliseconds(250);
        messages.ShouldBeLessThanOrEqualTo((int)pauses + 2);
    }

    [Fact]
    public async Task Nobody_hears_of_an_instance_that_he_does_not_observe()
    {
        using var client = await server.ClientAsync();
        var mine = await WaitingAsync(client, "mine");
        var other = await WaitingAsync(client, "other");
        using var viewer = await HubConnection.OpenAsync(client.BaseAddress!, HubConnection.Key(await server.KeyOfAsync("Viewer")));
        await viewer.ObserveAsync(mine);
        await client.PostJsonAsync("/elsa/api/events/other-goes-on/trigger");
        await client.FinishedAsync(other);
        await client.PostJsonAsync("/elsa/api/events/mine-goes-on/trigger");
        while (true)
        {
            var (target, argument) = await viewer.HearAsync();
            if (target == "WorkflowInstanceUpdatedAsync")
                argument["workflowInstanceId"]!.GetValue<string>().ShouldBe(mine);
            else if (argument["stats"]?.AsArray().Any(node => node!["activityId"]!.GetValue<string>() == "after") == true)
                break;
        }
    }

    [Fact]
    public async Task Who_may_not_come_in_does_not_get_to_the_hub()
    {
        using var client = await server.ClientAsync();
        using var nobody = await HubConnection.NegotiateAsync(client.BaseAddress!);
        nobody.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await Should.ThrowAsync<WebSocketException>(HubConnection.ConnectAsync(client.BaseAddress!, null));
        await Should.ThrowAsync<WebSocketException>(HubConnection.ConnectAsync(client.BaseAddress!, null, HubConnection.Key("wrong")));
    }

    [Fact]
    public async Task A_cookie_opens_the_hub_only_from_a_page_of_this_server()
    {
        using var client = await server.ClientAsync();
        var address = client.BaseAddress!;
        var cookie = ("Cookie", await server.CookieOfAsync("Viewer"));
        var own = ("Origin", address.GetLeftPart(UriPartial.Authority));
        var foreign = ("Origin", "https://elsewhere.example");

        using (var refused = await HubConnection.NegotiateAsync(address, cookie, foreign))
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await Should.ThrowAsync<WebSocketException>(HubConnection.ConnectAsync(address, null, cookie, foreign));
        await Should.ThrowAsync<WebSocketException>(HubConnection.ConnectAsync(address, null, cookie));
        using var viewer = await HubConnection.OpenAsync(address, cookie, own);
        (await viewer.ObserveAsync(await WaitingAsync(client, "by-cookie"))).ShouldBeNull();
        (await viewer.HearAsync()).Target.ShouldBe("ActivityExecutionLogUpdatedAsync");
    }

    [Fact]
    public async Task What_is_no_id_is_refused_and_so_is_too_much()
    {
        using var client = await server.ClientAsync();
        using var viewer = await HubConnection.OpenAsync(client.BaseAddress!, HubConnection.Key(await server.KeyOfAsync("Viewer")));
        (await viewer.ObserveAsync("")).ShouldNotBeNull().ShouldContain("not the id of an instance");
        (await viewer.ObserveAsync(new string('x', 65))).ShouldNotBeNull().ShouldContain("not the id of an instance");
        for (var i = 0; i < 20; i++)
            (await viewer.ObserveAsync($"none-{i}")).ShouldBeNull();
        (await viewer.ObserveAsync("none-20")).ShouldNotBeNull().ShouldContain("at most 20 instances");
    }

    /// <summary>An instance that waits for the event "{name}-goes-on".</summary>
    private static async Task<string> WaitingAsync(HttpClient client, string name)
    {
        await client.PublishAsync(Drawings.Flowchart(name, Drawings.Event("wait", $"{name}-goes-on"), Drawings.WriteLine("after", "x")));
        return await InstanceAsync(client, name);
    }

    private static async Task<string> InstanceAsync(HttpClient client, string definition)
    {
        var executed = await client.PostJsonAsync($"/elsa/api/workflow-definitions/{definition}/execute", new JsonObject());
        return executed["workflowState"]!["id"]!.GetValue<string>();
    }
}

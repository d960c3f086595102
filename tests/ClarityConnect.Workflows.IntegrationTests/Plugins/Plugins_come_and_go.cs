using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.IntegrationTests.Api;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Plugins;

public sealed class Plugins_come_and_go(PostgresFixture postgres)
{
    [Fact]
    public async Task A_run_that_waits_stays_on_its_version_and_a_new_one_takes_the_new_version()
    {
        await using var server = await PluginServer.StartAsync(postgres, before => before.Drop("Acme.Points"));
        await server.Client.PublishAsync(Approval("upgraded", "order 1"));
        var (old, waiting) = await server.RunAsync("upgraded");
        waiting.ShouldBe("Suspended");

        server.Drop("Acme.Points.Next", "Acme.Points");
        (await server.LoadedAsync("acme.points", "2.0.0")).OlderVersions.ShouldBe(["1.0.0"]);
        await server.Client.PublishAsync(Approval("upgraded-too", "order 2"));
        var (second, _) = await server.RunAsync("upgraded-too");
        var (third, _) = await server.RunAsync("upgraded");
        await server.ApproveAsync("order 1", "Ann");
        await server.ApproveAsync("order 2", "Bob");
        foreach (var id in (string[])[old, second, third])
            await server.Client.FinishedAsync(id);

        (await ByAsync(server, old)).ShouldBe("version 1, Ann");
        (await PointsAsync(server, old)).ShouldBe((10, "version 1"));
        (await ByAsync(server, second)).ShouldBe("version 2, Bob");
        // The same definition, of which only the run is newer.
        (await ByAsync(server, third)).ShouldBe("version 2, Ann");
        (await PointsAsync(server, third)).ShouldBe((20, "version 2"));
        await using var restarted = await PluginServer.StartAsync(postgres, existing: server.Folder);
        var plugin = await restarted.LoadedAsync("acme.points", "2.0.0");
        plugin.OlderVersions.ShouldBe(["1.0.0"]);
    }

    [Fact]
    public async Task Without_its_plugin_a_run_waits_and_with_it_the_run_goes_on_by_itself()
    {
        await using var server = await PluginServer.StartAsync(postgres, before => before.Drop("Acme.Points"));
        await server.Client.PublishAsync(Drawings.Flowchart("reaches", Drawings.Event("wait", "go"), Points()));
        await server.Client.PublishAsync(Approval("waits", "order 3"));
        await server.Client.PublishAsync(Drawings.Flowchart("holds", Bonus(Drawings.Event("inner", "go"))));
        var (reaches, _) = await server.RunAsync("reaches");
        var (waits, _) = await server.RunAsync("waits");
        var (holds, _) = await server.RunAsync("holds");

        Directory.Delete(Path.Combine(server.Folder, "Acme.Points"), recursive: true);
        await server.GoneAsync("acme.points");

        (await server.DescriptorsAsync("Acme.Points.AddPoints")).ShouldBeEmpty();
        var shown = await server.Client.GetJsonAsync("/elsa/api/workflow-definitions/by-definition-id/reaches?versionOptions=Latest");
        shown["root"]!["activities"]!.AsArray().Single(activity => activity!["id"]!.GetValue<string>() == "add")!["type"]!.GetValue<string>().ShouldBe("Elsa.NotFoundActivity");
        using var sent = await server.Client.PostTextAsync("/elsa/api/events/go/trigger", "{}");
        await server.ApproveAsync("order 3", "Eve");
        const string Advice = "is part of the plugin acme.points 1.0.0, which is removed, switched off or cannot be loaded. Put the plugin back, or switch it on; the run goes on by itself then.";
        (await server.IncidentAsync(reaches)).ShouldBe($"The activity type 'Acme.Points.AddPoints' {Advice}");
        (await server.IncidentAsync(waits)).ShouldBe($"The activity type 'Acme.Points.AwaitApproval' {Advice}");
        (await server.IncidentAsync(holds)).ShouldBe($"The activity type 'Acme.Points.WithBonus' {Advice}");

        server.Drop("Acme.Points");
        await server.LoadedAsync("acme.points", "1.0.0");

        (await server.Client.FinishedAsync(reaches))["subStatus"]!.GetValue<string>().ShouldBe("Finished");
        (await server.Client.FinishedAsync(waits))["subStatus"]!.GetValue<string>().ShouldBe("Finished");
        (await PointsAsync(server, reaches)).ShouldBe((10, "version 1"));
        (await ByAsync(server, waits)).ShouldBe("version 1, Eve");
        (await server.Client.FinishedAsync(holds))["subStatus"]!.GetValue<string>().ShouldBe("Finished");
        (await server.OutputsAsync(holds, "bonus"))["Result"]!.GetValue<int>().ShouldBe(5);
        var letters = await server.Services.GetRequiredService<IInstanceReader>().ListDeadLettersAsync(new DeadLetterFilter { IsOpen = null }, TestContext.Current.CancellationToken);
        letters.Count.ShouldBe(3);
        letters.ShouldAllBe(letter => letter.ResolvedAt != null);
    }

    private static JsonObject Approval(string definitionId, string subject) =>
        Drawings.Flowchart(definitionId, Drawings.Activity("approve", "Acme.Points.AwaitApproval", ("subject", "Literal", subject)), Points());

    private static JsonObject Points() => Drawings.Activity("add", "Acme.Points.AddPoints", ("amount", "Literal", "10"));

    private static JsonObject Bonus(JsonObject body)
    {
        var bonus = Drawings.Activity("bonus", "Acme.Points.WithBonus");
        bonus["body"] = body;
        return bonus;
    }

    private static async Task<string> ByAsync(PluginServer server, string instanceId) =>
        (await server.OutputsAsync(instanceId, "approve"))["By"]!.GetValue<string>();

    private static async Task<(int Points, string By)> PointsAsync(PluginServer server, string instanceId)
    {
        var outputs = await server.OutputsAsync(instanceId, "add");
        return (outputs["Result"]!.GetValue<int>(), outputs["By"]!.GetValue<string>());
    }
}

using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

[Collection(typeof(ServerTests))]
public sealed class Workflows_are_used_as_activities(RunningServer server)
{
    private const string Definitions = "/elsa/api/workflow-definitions";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_published_workflow_is_in_the_toolbox_with_its_inputs_outputs_and_outcomes()
    {
        using var client = await server.ClientAsync();
        var part = Part("toolbox-part", "Price of goods");
        part["inputs"] = JsonNode.Parse("""[{"name":"Goods","type":"String","isArray":true,"displayName":"The goods","uiHint":"multitext"},{"name":"Currency","type":"String"}]""");
        part["outputs"] = JsonNode.Parse("""[{"name":"Total","type":"Decimal"}]""");
        part["outcomes"] = new JsonArray("Priced", "Unknown goods");
        var published = await client.PublishAsync(part);

        var descriptor = await DescriptorAsync(client, "PriceOfGoods", 1);
        descriptor["isBrowsable"]!.GetValue<bool>().ShouldBeTrue();
        descriptor["displayName"]!.GetValue<string>().ShouldBe("Price of goods");
        descriptor["customProperties"]!["RootType"]!.GetValue<string>().ShouldBe("WorkflowDefinitionActivity");
        descriptor["constructionProperties"]!["WorkflowDefinitionVersionId"]!.GetValue<string>().ShouldBe(published["id"]!.GetValue<string>());
        descriptor["inputs"]!.AsArray().Select(input => $"{input!["name"]} {input["typeName"]} {input["isSynthetic"]} {input["isWrapped"]} {input["isBrowsable"]}")
            .ShouldBe(["Goods String[] true true true", "Currency String true true true"]);
        descriptor["outputs"]!.AsArray().Single()!["typeName"]!.GetValue<string>().ShouldBe("Decimal");
        descriptor["ports"]!.AsArray().Select(port => $"{port!["name"]} {port["type"]} {port["isBrowsable"]}")
            .ShouldBe(["Root Embedded false", "Priced Flow true", "Unknown goods Flow true"]);

        // An activity of it, dropped with no more than the designer gives it, is shown as what it is and can be published.
        var use = new JsonObject { ["id"] = "p", ["type"] = "PriceOfGoods", ["version"] = 1 };
        var shown = await client.PublishAsync(Drawings.Flowchart("toolbox-user", use));
        var activity = shown["root"]!["activities"]![0]!;
        activity["type"]!.GetValue<string>().ShouldBe("PriceOfGoods");
        activity["workflowDefinitionId"]!.GetValue<string>().ShouldBe("toolbox-part");
        activity["latestAvailablePublishedVersion"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task The_list_of_descriptors_follows_changes_and_has_no_two_of_a_kind()
    {
        using var client = await server.ClientAsync();
        await client.PublishAsync(Part("follow-1", "Followed part"));
        await client.PublishAsync(Part("follow-2", "Followed part"));
        (await DescriptorAsync(client, "FollowedPart", 1))["isBrowsable"]!.GetValue<bool>().ShouldBeTrue();

        var second = Part("follow-1", "Followed part");
        second["description"] = "second";
        await client.PublishAsync(second);
        (await DescriptorAsync(client, "FollowedPart", 2))["description"]!.GetValue<string>().ShouldBe("second");
        await client.PostJsonAsync($"{Definitions}/follow-1/retract");
        (await DescriptorAsync(client, "FollowedPart", 2))["isBrowsable"]!.GetValue<bool>().ShouldBeFalse();

        var all = (await client.GetJsonAsync("/elsa/api/descriptors/activities?Refresh=True"))["items"]!.AsArray();
        all.Select(item => $"{item!["typeName"]} {item["version"]}").ShouldBeUnique();
        foreach (var id in (string[])["follow-1", "follow-2"])
            (await client.DeleteAsync($"{Definitions}/{id}", Token)).Dispose();
        all = (await client.GetJsonAsync("/elsa/api/descriptors/activities?Refresh=True"))["items"]!.AsArray();
        all.ShouldNotContain(item => item!["typeName"]!.GetValue<string>() == "FollowedPart");
    }

    [Fact]
    public async Task Publishing_updates_those_who_use_it_if_it_says_so()
    {
        using var client = await server.ClientAsync();
        var part = Part("auto-part", "Auto part", updatesConsumers: true);
        var first = await client.PublishAsync(part);
        var middle = Drawings.Flowchart("auto-middle", Use("AutoPart", "auto-part", first));
        middle["name"] = "Auto middle";
        middle["options"] = new JsonObject { ["usableAsActivity"] = true, ["autoUpdateConsumingWorkflows"] = true };
        var publishedMiddle = await client.PublishAsync(middle);
        await client.PublishAsync(Drawings.Flowchart("auto-top", Use("AutoMiddle", "auto-middle", publishedMiddle)));
        await client.PostJsonAsync($"{Definitions}/import", Drawings.Flowchart("auto-draft", Use("AutoPart", "auto-part", first)));

        part["description"] = "second";
        await client.PostJsonAsync($"{Definitions}/import", part);
        var bulk = await client.PostJsonAsync(
            "/elsa/api/bulk-actions/publish/workflow-definitions/by-definition-ids", new JsonObject { ["definitionIds"] = new JsonArray("auto-part", "auto-none") });

        bulk["published"]!.AsArray().Single()!.GetValue<string>().ShouldBe("auto-part");
        bulk["updatedConsumers"]!.AsArray().Select(id => id!.GetValue<string>()).Order().ShouldBe(["auto-draft", "auto-middle", "auto-top"]);
        var latest = await client.GetJsonAsync($"{Definitions}/by-definition-id/auto-part");
        foreach (var (id, isPublished) in (ValueTuple<string, bool>[])[("auto-middle", true), ("auto-draft", false)])
        {
            var consumer = await client.GetJsonAsync($"{Definitions}/by-definition-id/{id}");
            consumer["isPublished"]!.GetValue<bool>().ShouldBe(isPublished);
            consumer["root"]!["activities"]![0]!["workflowDefinitionVersionId"]!.GetValue<string>().ShouldBe(latest["id"]!.GetValue<string>());
        }

        part["description"] = "third";
        var saved = await client.PostJsonAsync(Definitions, new JsonObject { ["model"] = part.DeepClone(), ["publish"] = true });
        saved["consumingWorkflowCount"]!.GetValue<int>().ShouldBe(2);
        saved["updatedConsumers"]!.AsArray().Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_copy_is_a_draft_of_its_own()
    {
        using var client = await server.ClientAsync();
        await client.PublishAsync(Part("original", "Original part"));

        var copy = await client.PostJsonAsync("/api/v1/definitions/original/copy");
        var second = await client.PostJsonAsync("/api/v1/definitions/original/copy", new JsonObject { ["version"] = 1 });
        var named = await client.PostJsonAsync("/api/v1/definitions/original/copy", new JsonObject { ["name"] = "Mine" });

        copy["name"]!.GetValue<string>().ShouldBe("Original part (copy)");
        second["name"]!.GetValue<string>().ShouldBe("Original part (copy 2)");
        named["name"]!.GetValue<string>().ShouldBe("Mine");
        var shown = await client.GetJsonAsync($"{Definitions}/by-definition-id/{copy["definitionId"]}");
        shown["isPublished"]!.GetValue<bool>().ShouldBeFalse();
        shown["version"]!.GetValue<int>().ShouldBe(1);
        shown["root"]!["activities"]![0]!["id"]!.GetValue<string>().ShouldBe("a");
        using var missing = await client.PostTextAsync("/api/v1/definitions/original/copy", """{"version":7}""");
        missing.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    private static JsonObject Part(string id, string name, bool updatesConsumers = false)
    {
        var part = Drawings.Flowchart(id, Drawings.WriteLine("a", "x"));
        part["name"] = name;
        part["options"] = new JsonObject { ["usableAsActivity"] = true, ["autoUpdateConsumingWorkflows"] = updatesConsumers };
        return part;
    }

    private static JsonObject Use(string type, string definitionId, JsonNode version) => new()
    {
        ["id"] = "use", ["type"] = type, ["version"] = 1, ["workflowDefinitionId"] = definitionId, ["workflowDefinitionVersionId"] = version["id"]!.GetValue<string>(),
    };

    private static async Task<JsonNode> DescriptorAsync(HttpClient client, string type, int version)
    {
        var all = (await client.GetJsonAsync("/elsa/api/descriptors/activities?Refresh=True"))["items"]!.AsArray();
        return all.Single(item => item!["typeName"]!.GetValue<string>() == type && item["version"]!.GetValue<int>() == version)!;
    }
}

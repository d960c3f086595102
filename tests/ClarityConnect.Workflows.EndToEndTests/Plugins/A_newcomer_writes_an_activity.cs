using System.Text.Json.Nodes;
using ClarityConnect.Workflows.EndToEndTests.Designer;
using ClarityConnect.Workflows.EndToEndTests.Serving;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ClarityConnect.Workflows.EndToEndTests.Plugins;

/// <summary>docs/authoring/first-activity.md, step by step, and what comes after the first day.</summary>
[Collection(typeof(Authors))]
public sealed class A_newcomer_writes_an_activity(AuthorsMachine machine, ServedDesigner designer) : IClassFixture<ServedDesigner>
{
    private const string Type = "Acme.Hello.SayHello";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_nothing_to_a_second_version_and_through_a_removal()
    {
        using var api = await designer.ApiAsync();
        await using var visit = await designer.VisitAsync("designer", "/studio/");
        (await IsInToolboxAsync(api)).ShouldBeFalse();

        var folder = await machine.BeginAsync("clarity-activity", "Acme.Hello");
        await BuildAsync(folder);
        Drop(folder);
        await api.UntilAsync("the activity is in the toolbox", () => IsInToolboxAsync(api), Token);
        await IsDrawnAsync(visit);

        await api.PublishAsync("greet", Workflow("Ada"), Token);
        var first = await api.ExecuteAsync("greet", Token);
        await api.UntilAsync(first, "Suspended", Token);
        (await ShownAsync(api, first, "begin")).ShouldBe(("Ada", "Hello, Ada!"));

        Change(folder, "Acme.Hello/SayHello.cs", "Hello, ", "Good day, ");
        Change(folder, "Acme.Hello/plugin.json", "\"1.0.0\"", "\"2.0.0\"");
        await BuildAsync(folder);
        Drop(folder);
        await api.UntilAsync("version 2 is loaded", async () => (await PluginAsync(api))?["version"]!.GetValue<string>() == "2.0.0", Token);
        (await PluginAsync(api))!["olderVersions"]!.AsArray().Select(version => version!.GetValue<string>()).ShouldBe(["1.0.0"]);
        var second = await api.ExecuteAsync("greet", Token);
        await api.UntilAsync(second, "Suspended", Token);
        await GoAsync(api);
        await api.UntilAsync(first, "Finished", Token);
        await api.UntilAsync(second, "Finished", Token);
        (await ShownAsync(api, first, "end")).ShouldBe(("Ada", "Hello, Ada!"));
        (await ShownAsync(api, second, "end")).ShouldBe(("Ada", "Good day, Ada!"));

        var third = await api.ExecuteAsync("greet", Token);
        await api.UntilAsync(third, "Suspended", Token);
        Directory.Delete(Dropped, recursive: true);
        await api.UntilAsync("the activity is gone", async () => !await IsInToolboxAsync(api), Token);
        (await TypesAsync(api)).ShouldBe(["Elsa.NotFoundActivity", "Elsa.Event", "Elsa.NotFoundActivity"]);
        await GoAsync(api);
        await api.UntilAsync("the run says what it waits for", async () => (await IncidentAsync(api, third))?.Contains("Put the plugin back", StringComparison.Ordinal) == true, Token);
        (await api.SubStatusAsync(third, Token)).ShouldBe("Suspended");

        Drop(folder);
        await api.UntilAsync(third, "Finished", Token);
        (await ShownAsync(api, third, "end")).ShouldBe(("Ada", "Good day, Ada!"));
        (await TypesAsync(api)).ShouldBe([Type, "Elsa.Event", Type]);
    }

    private string Dropped => Path.Combine(designer.PluginFolder, "Acme.Hello");

    private Task BuildAsync(string folder) => machine.RunAsync("build", Path.Combine(folder, "Acme.Hello"));

    /// <summary>As <c>cp</c> does it.</summary>
    private void Drop(string folder)
    {
        Directory.CreateDirectory(Dropped);
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "Acme.Hello", "bin", "Debug", "net10.0")))
            File.Copy(file, Path.Combine(Dropped, Path.GetFileName(file)), overwrite: true);
    }

    private static void Change(string folder, string file, string from, string to)
    {
        var path = Path.Combine(folder, file);
        var text = File.ReadAllText(path);
        text.ShouldContain(from);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    private static async Task IsDrawnAsync(Visit visit)
    {
        await using var draft = await Draft.SaveAsync(visit, "My first activity", publish: false);
        await visit.Page.GotoAsync($"/studio/workflows/definitions/{draft.Id}/edit");
        await visit.ReadyAsync();
        (await visit.SavedAsync(() => visit.Page.DropAsync("Acme Hello", "Say hello", 300, 250))).Status.ShouldBe(200);
        await Expect(visit.Page.Node("Say hello")).ToHaveCountAsync(1);
        await visit.TakePicturesAsync("plugin");
        visit.Problems.ShouldBeEmpty();
    }

    private static string Workflow(string person)
    {
        string Hello(string id) => $$"""
            { "id": "{{id}}", "name": "{{id}}", "type": "{{Type}}", "version": 1,
              "person": { "typeName": "String", "expression": { "type": "Literal", "value": "{{person}}" } } }
            """;

        return $$"""
            { "definitionId": "greet", "name": "Greet", "version": 1, "isLatest": true, "isPublished": false,
              "root": { "id": "Steps", "name": "Steps", "type": "Elsa.Sequence", "version": 1, "activities": [
                {{Hello("begin")}},
                { "id": "wait", "name": "wait", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "go" } } },
                {{Hello("end")}} ] } }
            """;
    }

    private static async Task<bool> IsInToolboxAsync(ServedApi api) =>
        (await api.GetAsync("/elsa/api/descriptors/activities", Token))["items"]!.AsArray().Any(item => item!["typeName"]!.GetValue<string>() == Type);

    private static async Task<JsonNode?> PluginAsync(ServedApi api) =>
        (await api.GetAsync("/api/v1/plugins", Token)).AsArray().FirstOrDefault(plugin => plugin!["id"]!.GetValue<string>() == "acme.hello");

    private static Task GoAsync(ServedApi api) => api.PostAsync("/elsa/api/events/go/trigger", "{}", Token);

    /// <summary>What the page of a run shows of an activity: its input and its output.</summary>
    private static async Task<(string Person, string Result)> ShownAsync(ServedApi api, string instanceId, string activity)
    {
        var executions = await api.GetAsync($"/elsa/api/activity-executions/list?WorkflowInstanceId={instanceId}&ActivityNodeId=Workflow1:Steps:{activity}", Token);
        var last = executions["items"]!.AsArray()[^1]!;
        return (last["activityState"]!["Person"]!.GetValue<string>(), last["outputs"]!["Result"]!.GetValue<string>());
    }

    private static async Task<string[]> TypesAsync(ServedApi api) =>
        [.. (await api.GetAsync("/elsa/api/workflow-definitions/by-definition-id/greet?versionOptions=Latest", Token))["root"]!["activities"]!.AsArray().Select(activity => activity!["type"]!.GetValue<string>())];

    private static async Task<string?> IncidentAsync(ServedApi api, string instanceId) =>
        (await api.GetAsync($"/elsa/api/workflow-instances/{instanceId}", Token))["workflowState"]!["incidents"]!.AsArray()
            .FirstOrDefault(incident => !incident!["isResolved"]!.GetValue<bool>())?["message"]!.GetValue<string>();
}

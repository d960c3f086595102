using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.IntegrationTests.Api;
using ClarityConnect.Workflows.IntegrationTests.Embedded;
using ClarityConnect.Workflows.Persistence.Security;
using ClarityConnect.Workflows.Server.Agents;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Connectors.SagePro;

/// <summary>A real server, agents in processes of their own, and ways between them that lose answers.</summary>
[Collection(typeof(ServerTests))]
public sealed class Agents_work_through_interruptions(RunningServer server, PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Journals_go_through_an_agent_that_is_killed_again_and_again_and_each_is_posted_once()
    {
        const int Journals = 24;
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        using var folder = new TemporaryFolder();
        var key = await PrepareAsync("killed");
        var instances = new List<string>();
        for (var i = 0; i < Journals; i++)
            instances.Add(await StartAsync("killed", SageProDrawing.Journal("killed-work", $"K-{i}")));

        for (var kill = 0; kill < 3; kill++)
        {
            using var victim = AgentProcess.Start(twin.Settings, folder.Path, "--server", await AddressAsync(), "--key", key);
            var enough = (kill + 1) * 4;
            await Eventually.IsTrueAsync(async () => await DeliveredAsync(twin) >= enough, Token);
            victim.Kill();
            await twin.Simulator.PostAsync(Token);
            await ForgetLeasesAsync();
        }

        using var agent = AgentProcess.Start(twin.Settings, folder.Path, "--server", await AddressAsync(), "--key", key);
        await Eventually.IsTrueAsync(
            async () =>
            {
                await twin.Simulator.PostAsync(Token);
                return await FinishedAsync(instances) == Journals;
            },
            Token);
        (await agent.StopAsync(Token)).ShouldBe(0);

        (await twin.Simulator.JournalsAsync(Token)).Count.ShouldBe(Journals);
        (await twin.Simulator.PostedTwiceAsync(Token)).ShouldBeEmpty();
        (await twin.Simulator.BalanceAsync("1210-00", Token)).ShouldBe(Journals * 100.25m);
        agent.Output.ShouldContain("The server knows this agent as 'killed'");
    }

    [Fact]
    public async Task Answers_that_are_lost_change_nothing()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        var key = await PrepareAsync("losing");
        var instance = await StartAsync("losing", SageProDrawing.Journal("losing-work", "L-1"));
        using var handler = new LosingHandler(AgentServer.Handler());
        using var way = new AgentServer(new Uri(await AddressAsync()), key, handler);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var run = new AgentRun(way, twin.Database, TimeSpan.FromMilliseconds(200), TimeProvider.System, new Random(1), NullLogger.Instance).RunAsync(stop.Token);

        await Eventually.IsTrueAsync(
            async () =>
            {
                await ForgetLeasesAsync();
                await twin.Simulator.PostAsync(Token);
                return await FinishedAsync([instance]) == 1;
            },
            Token);
        await stop.CancelAsync();
        await run;

        handler.Lost.ShouldBeGreaterThanOrEqualTo(6);
        (await twin.Simulator.JournalsAsync(Token)).Count.ShouldBe(1);
        (await twin.Simulator.PostedTwiceAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_agent_says_why_it_does_not_start()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        using var folder = new TemporaryFolder();
        var address = await AddressAsync();

        using var refused = AgentProcess.Start(twin.Settings, folder.Path, "--server", address, "--key", "clarity_unknown");
        (await refused.ExitCodeAsync(Token)).ShouldBe(3);
        refused.Output.ShouldContain("It needs an API key with the role Agent");
        using var plain = AgentProcess.Start(twin.Settings, folder.Path, "--server", "http://clarity.example.com", "--key", "k");
        (await plain.ExitCodeAsync(Token)).ShouldBe(2);
        plain.Output.ShouldContain("is not encrypted");
        using var held = AgentFolder.Take(folder.Path);
        using var second = AgentProcess.Start(twin.Settings, folder.Path, "--server", address, "--key", "k");
        (await second.ExitCodeAsync(Token)).ShouldBe(4);
        using var probe = AgentProcess.Start(twin.Settings with { TableMap = "items = nothing" }, folder.Path, "--probe");
        (await probe.ExitCodeAsync(Token)).ShouldBe(5);
        probe.Output.ShouldContain("Missing: table nothing (items)");
    }

    [Fact]
    public async Task A_key_reaches_the_work_of_its_own_agent_alone()
    {
        var own = await PrepareAsync("first");
        var other = await PrepareAsync("second");
        await StartAsync("first", SageProDrawing.Journal("first-work", "F-1"));
        using var stranger = await server.ClientWithKeyAsync(other);
        using var owner = await server.ClientWithKeyAsync(own);

        var nothing = await stranger.GetFromJsonAsync<JsonArray>("/agent/v1/tasks", Token);
        var tasks = await owner.GetFromJsonAsync<JsonArray>("/agent/v1/tasks", Token);
        var id = tasks!.ShouldHaveSingleItem()!["id"]!.GetValue<string>();
        using var forged = await stranger.PostAsJsonAsync($"/agent/v1/tasks/{id}/result", new { result = new { extRef = "F-1", status = "posted" } }, Token);

        nothing.ShouldNotBeNull().ShouldBeEmpty();
        forged.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        tasks![0]!["input"]!["extRef"]!.GetValue<string>().ShouldBe("F-1");
    }

    private async Task<string> AddressAsync()
    {
        using var client = await server.ClientWithKeyAsync(null);
        return client.BaseAddress!.AbsoluteUri;
    }

    /// <summary>A connection by an agent, and the agent's key.</summary>
    private async Task<string> PrepareAsync(string agent)
    {
        using var administrator = await server.ClientAsync();
        using var saved = await administrator.PutAsJsonAsync($"/api/v1/connections/erp-{agent}", new { type = "sagepro", fields = new { agent } }, Token);
        saved.IsSuccessStatusCode.ShouldBeTrue(await saved.Content.ReadAsStringAsync(Token));
        return (await (await server.ServiceAsync<ApiKeyStore>()).CreateAsync(agent, AccessPolicy.Agent, null, Token)).Key;
    }

    private async Task<string> StartAsync(string agent, JsonObject workflow)
    {
        workflow["root"]!["connection"]!["expression"]!["value"] = $"erp-{agent}";
        var id = $"{workflow["definitionId"]!.GetValue<string>()}-{Guid.NewGuid():N}";
        workflow["definitionId"] = id;
        await (await server.ServiceAsync<DefinitionPublisher>()).SaveAsync(DefinitionDocument.Parse(workflow.ToJsonString()), publish: true, Token);
        var instance = (await (await server.ServiceAsync<WorkflowRuntime>()).StartAsync(new StartRequest(id), Token))!;
        var reader = await server.ServiceAsync<IInstanceReader>();
        await Eventually.IsTrueAsync(async () => (await reader.FindAsync(instance, Token))?.Instance.Status == InstanceStatus.Suspended, Token);
        return instance;
    }

    private async Task<int> FinishedAsync(IReadOnlyList<string> instances)
    {
        var reader = await server.ServiceAsync<IInstanceReader>();
        var finished = 0;
        foreach (var instance in instances)
            finished += (await reader.FindAsync(instance, Token))?.Instance.Status == InstanceStatus.Finished ? 1 : 0;
        return finished;
    }

    private static async Task<int> DeliveredAsync(SageProTwin twin) => (int)(await twin.Database.ProbeAsync(Token)).Batches.Values.Sum();

    /// <summary>As if two minutes had passed since an agent was killed.</summary>
    private async Task ForgetLeasesAsync()
    {
        await using var command = (await server.ServiceAsync<Npgsql.NpgsqlDataSource>()).CreateCommand("update agent_tasks set lease_until = now() - interval '1 second' where state = 'Claimed'");
        await command.ExecuteNonQueryAsync(Token);
    }
}

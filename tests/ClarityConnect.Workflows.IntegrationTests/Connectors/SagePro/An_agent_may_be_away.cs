using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Engine.Agents;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Agents;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Testing.Workflows;
using ClarityConnect.Workflows.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Connectors.SagePro;

/// <summary>The server's side of an agent that comes and goes, in time that a test moves.</summary>
public sealed class An_agent_may_be_away(PostgresFixture postgres)
{
    private readonly ManualTime time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_hour_without_the_agent_loses_nothing()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await using var harness = await EngineAsync();
        var reports = harness.Services.GetRequiredService<AgentReports>();
        var instance = await SageProDrawing.StartAsync(harness, SageProDrawing.Journal("post", "A-1"), Token);
        var same = await SageProDrawing.StartAsync(harness, SageProDrawing.Journal("post-again", "A-1"), Token);
        for (var quarter = 0; quarter < 4; quarter++)
        {
            time.Now += TimeSpan.FromMinutes(15);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token);
        }

        var work = (await reports.ClaimAsync("warehouse", 10, TimeSpan.Zero, Token)).ShouldHaveSingleItem();
        await AnswerAsync(reports, twin, work);
        await twin.Simulator.PostAsync(Token);
        foreach (var state in await twin.Database.NewsAsync(Token))
            (await reports.UpdateAsync("warehouse", state.Reference, SageProJson.Write(state), Token)).ShouldBeTrue();
        time.Now += TimeSpan.FromMinutes(15);

        (await SageProDrawing.OutcomeAsync(harness, instance, Token)).ShouldBe("Posted");
        (await SageProDrawing.OutcomeAsync(harness, same, Token)).ShouldBe("Posted");
        (await twin.Simulator.JournalsAsync(Token)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Work_that_an_agent_took_and_lost_is_handed_out_again_and_found_done()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await using var harness = await EngineAsync();
        var reports = harness.Services.GetRequiredService<AgentReports>();
        var instance = await SageProDrawing.StartAsync(harness, SageProDrawing.Journal("post", "B-1", until: "Delivered"), Token);

        var first = (await reports.ClaimAsync("warehouse", 10, TimeSpan.Zero, Token)).ShouldHaveSingleItem();
        await twin.Database.ExecuteAsync(first.Operation, JsonElement.Parse(first.Input), first.Id, Token);
        (await reports.ClaimAsync("warehouse", 10, TimeSpan.Zero, Token)).ShouldBeEmpty();
        time.Now += AgentReports.Lease + TimeSpan.FromSeconds(1);
        var second = (await reports.ClaimAsync("warehouse", 10, TimeSpan.Zero, Token)).ShouldHaveSingleItem();
        await AnswerAsync(reports, twin, second);
        await AnswerAsync(reports, twin, second);

        (second.Id, second.Attempts).ShouldBe((first.Id, 2));
        (await SageProDrawing.OutcomeAsync(harness, instance, Token)).ShouldBe("Delivered");
        (await twin.Database.ProbeAsync(Token)).Batches["delivered"].ShouldBe(1);
    }

    [Fact]
    public async Task What_fails_for_the_moment_is_handed_out_again_after_growing_pauses()
    {
        await using var harness = await EngineAsync();
        var reports = harness.Services.GetRequiredService<AgentReports>();
        await SageProDrawing.StartAsync(harness, SageProDrawing.Journal("post", "C-1"), Token);
        var pauses = new List<double>();
        for (var attempt = 0; attempt < 9; attempt++)
        {
            var work = (await reports.ClaimAsync("warehouse", 1, TimeSpan.Zero, Token)).ShouldHaveSingleItem();
            await reports.AnswerAsync("warehouse", work.Id, WorkflowJson.Null, new AgentFailure(FailureKind.Transient, "Locked.", "TABLE_IN_USE"), 0, Token);
            var since = time.Now;
            while ((await harness.Services.GetRequiredService<IAgentTaskStore>().FindAsync("warehouse", "C-1", Token))!.DueAt is var due && due > time.Now)
                time.Now = due;
            pauses.Add((time.Now - since).TotalSeconds);
        }

        pauses.ShouldBe([5, 10, 20, 40, 80, 160, 320, 600, 600]);
    }

    [Fact]
    public async Task A_question_to_an_agent_that_is_away_fails_at_once_and_says_so()
    {
        await using var harness = await EngineAsync();
        var directory = harness.Services.GetRequiredService<ConnectionDirectory>();
        var never = await directory.TestAsync("erp", Token);
        await harness.Services.GetRequiredService<AgentReports>().HelloAsync("warehouse", "1.0", JsonElement.Parse("{}"), Token);
        time.Now += TimeSpan.FromMinutes(10);
        var away = await directory.TestAsync("erp", Token);

        (never.Succeeded, never.Message).ShouldBe((false, "Agent 'warehouse' was never heard of. Start it with an API key named 'warehouse' that has the role Agent."));
        away.Message.ShouldStartWith("Agent 'warehouse' is away: it was heard of last at 2026-03-02 09:00:00Z.");
    }

    [Fact]
    public async Task A_question_is_answered_in_parts()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await using var harness = await EngineAsync();
        var reports = harness.Services.GetRequiredService<AgentReports>();
        await reports.HelloAsync("warehouse", "1.0", JsonElement.Parse("{}"), Token);
        var instance = await SageProDrawing.StartAsync(harness, SageProDrawing.Workflow("items", "ListItems", []), Token);
        var work = (await reports.ClaimAsync("warehouse", 1, TimeSpan.Zero, Token)).ShouldHaveSingleItem();
        var answer = await twin.Database.ExecuteAsync(work.Operation, JsonElement.Parse(work.Input), work.Id, Token);

        (await reports.AnswerAsync("warehouse", work.Id, answer.Result, null, 2, Token)).ShouldBeFalse("its parts are missing");
        await reports.AddPartAsync("warehouse", work.Id, 1, WorkflowJson.ToElement(answer.Rows.Skip(2)), Token);
        await reports.AddPartAsync("warehouse", work.Id, 0, WorkflowJson.ToElement(answer.Rows.Take(2)), Token);
        await reports.AddPartAsync("warehouse", work.Id, 0, WorkflowJson.ToElement(answer.Rows.Take(2)), Token);
        (await reports.AnswerAsync("warehouse", work.Id, answer.Result, null, 2, Token)).ShouldBeTrue();

        var run = await SageProDrawing.RestAsync(harness, instance, InstanceStatus.Finished, Token);
        WorkflowRun.Detail(SageProDrawing.Step(run), "outputs")!.Value.GetProperty("Result").EnumerateArray().Select(item => item.GetProperty("sku").GetString())
            .ShouldBe(["T-300", "W-100", "W-200"]);
    }

    private Task<WorkflowHarness> EngineAsync() =>
        SageProDrawing.EngineAsync(new JsonObject { ["agent"] = "warehouse" }, Token, services => services.AddSingleton<TimeProvider>(time));

    private static async Task AnswerAsync(AgentReports reports, SageProTwin twin, AgentTask work)
    {
        var answer = await twin.Database.ExecuteAsync(work.Operation, JsonElement.Parse(work.Input), work.Id, Token);
        (await reports.AnswerAsync("warehouse", work.Id, answer.Result, null, 0, Token)).ShouldBeTrue();
    }
}

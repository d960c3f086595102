using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Connectors.SagePro;

/// <summary>Workflows where the server reaches the company's database itself.</summary>
public sealed class Workflows_post_to_Sage_Pro(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_journal_is_waited_for_until_it_is_posted()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await using var harness = await SageProDrawing.EngineAsync(twin.Fields, Token);

        var waiting = await SageProDrawing.StartAsync(harness, SageProDrawing.Journal("post", "D-1"), Token);
        (await harness.ReadAsync(waiting, Token)).Instance.Status.ShouldBe(InstanceStatus.Suspended);
        var delivered = await SageProDrawing.StartAsync(harness, SageProDrawing.Journal("deliver", "D-2", until: "Delivered"), Token);
        (await SageProDrawing.OutcomeAsync(harness, delivered, Token)).ShouldBe("Delivered");
        await twin.Simulator.PostAsync(Token);

        (await SageProDrawing.OutcomeAsync(harness, waiting, Token)).ShouldBe("Posted");
        var later = await SageProDrawing.StartAsync(harness, SageProDrawing.Workflow("later", "WaitUntilPosted", new JsonObject { ["reference"] = "D-2" }), Token);
        (await SageProDrawing.OutcomeAsync(harness, later, Token)).ShouldBe("Posted");
        (await twin.Simulator.PostedTwiceAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_account_becomes_a_dead_letter_with_Sage_Pros_words_and_goes_through_after_the_fix()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await using var harness = await SageProDrawing.EngineAsync(twin.Fields, Token);

        var instance = await SageProDrawing.StartAsync(harness, SageProDrawing.Journal("post", "D-3", account: "4010-00"), Token);
        await SageProDrawing.RestAsync(harness, instance, InstanceStatus.Faulted, Token);
        var letter = (await harness.Instances.ListDeadLettersAsync(new DeadLetterFilter(), Token)).ShouldHaveSingleItem();
        letter.Kind.ShouldBe(FailureKind.Rejected);
        letter.Message.ShouldBe("Sage Pro did not take 'D-3': Account 4010-00 not in chart (line 2). Correct the account in the mapping table, or add it to Sage Pro's chart of accounts; then retry.");
        await twin.Simulator.SetAccountAsync("4010-00", isActive: true, Token);
        (await harness.Runtime.RedriveAsync(new RedriveDecision(letter.Id, RedriveVerb.RetryThis, "test"), Token)).ShouldBeTrue();
        await Embedded.Eventually.IsTrueAsync(async () => (await twin.Database.ProbeAsync(Token)).Batches.GetValueOrDefault("delivered") == 1, Token);
        await twin.Simulator.PostAsync(Token);

        (await SageProDrawing.OutcomeAsync(harness, instance, Token)).ShouldBe("Posted");
        (await twin.Simulator.JournalsAsync(Token)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_payment_of_an_unknown_invoice_leaves_by_its_outcome()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await using var harness = await SageProDrawing.EngineAsync(twin.Fields, Token);
        var workflow = SageProDrawing.Workflow("pay", "PostReceipt", new JsonObject
        {
            ["reference"] = "P-1", ["customer"] = "C00001", ["date"] = "2026-11-20", ["amount"] = 20.00m,
            ["invoices"] = new JsonArray(new JsonObject { ["invoice"] = "5000", ["amount"] = 20.00m }),
        });

        var instance = await SageProDrawing.StartAsync(harness, workflow, Token);

        (await SageProDrawing.OutcomeAsync(harness, instance, Token)).ShouldBe("Invoice not found");
    }

    [Fact]
    public async Task Items_and_customers_are_read()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await using var harness = await SageProDrawing.EngineAsync(twin.Fields, Token);

        var items = await SageProDrawing.StartAsync(harness, SageProDrawing.Workflow("items", "ListItems", new JsonObject { ["number"] = "t-300" }), Token);
        var found = await SageProDrawing.StartAsync(harness, SageProDrawing.Workflow("found", "FindCustomers", new JsonObject { ["email"] = "tom@birch.example" }), Token);
        var missing = await SageProDrawing.StartAsync(harness, SageProDrawing.Workflow("missing", "FindCustomers", new JsonObject { ["email"] = "x@y.example" }), Token);

        var run = await SageProDrawing.RestAsync(harness, items, InstanceStatus.Finished, Token);
        WorkflowRun.Detail(SageProDrawing.Step(run), "outputs")!.Value.GetProperty("Result")[0].GetProperty("name").GetString().ShouldBe("Tent, two persons");
        (await SageProDrawing.OutcomeAsync(harness, found, Token)).ShouldBe("Found");
        (await SageProDrawing.OutcomeAsync(harness, missing, Token)).ShouldBe("Not found");
    }

    [Fact]
    public async Task A_changed_item_starts_a_run()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await using var harness = await SageProDrawing.EngineAsync(twin.Fields, Token);
        var workflow = SageProDrawing.Workflow("changed", "ItemChanged", new JsonObject { ["interval"] = "00:00:01" });
        workflow["root"]!["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        await harness.PublishAsync(workflow.ToJsonString(), Token);
        // The first poll takes note of what is there.
        await Embedded.Eventually.IsTrueAsync(async () => await HeadAsync(twin) == 3, Token);
        await twin.Simulator.SetItemAsync("N-1", "Novelty", 1m, Token);

        await Embedded.Eventually.IsTrueAsync(
            async () => (await harness.Instances.ListAsync(new InstanceFilter(), Token)).Items.Count == 1, Token);
    }

    [Fact]
    public async Task The_test_of_the_connection_says_what_is_there()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await using var harness = await SageProDrawing.EngineAsync(twin.Fields, Token);
        var test = await harness.Services.GetRequiredService<ConnectionDirectory>().TestAsync("erp", Token);
        test.Succeeded.ShouldBeTrue();
        test.Message.ShouldBe("Company 01 (SqlServer edition, PostgreSql): customers, invoices, items, stock, orders, orderLines, accounts, periods, journals found.");
    }

    private static async Task<long> HeadAsync(SageProTwin twin)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(twin.Settings.ConnectionString);
        await using var command = source.CreateCommand("select coalesce(max(last_no), 0) from cc_change_head");
        try
        {
            return (long)(await command.ExecuteScalarAsync(Token))!;
        }
        catch (Npgsql.PostgresException)
        {
            return 0;
        }
    }
}

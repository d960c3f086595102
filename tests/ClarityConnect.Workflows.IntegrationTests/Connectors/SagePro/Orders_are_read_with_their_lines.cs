using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.SagePro.Batches;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Changes;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Connectors.SagePro.Orders;
using ClarityConnect.Workflows.Engine.Agents;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Simulators.SagePro;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Connectors.SagePro;

/// <summary>Orders that are taken in Sage Pro itself, and how they are told from those that were posted from here.</summary>
public sealed class Orders_are_read_with_their_lines(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_order_is_read_as_it_is_now(bool isFoxPro)
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token, isFoxPro);
        var number = await twin.Simulator.SetOrderAsync(Taken(), Token);
        var order = (await ReadAsync(twin, number))!;
        await twin.Simulator.SetOrderAsync(Taken() with { Number = number, Status = "C", PurchaseOrder = "", Lines = [("W-200", 1, 18.00m, 15.00m)] }, Token);
        var later = (await ReadAsync(twin, number))!;

        number.ShouldBe("1001");
        (order.OrderId, order.Status, order.CustomerId, order.LocationId, order.Currency).ShouldBe(("1001", "open", "C00001", "LOC2", "USD"));
        (order.Subtotal, order.Tax, order.Total).ShouldBe((43.00m, 3.44m, 46.44m));
        DateOnly.FromDateTime(order.PlacedAt!.Value.UtcDateTime).ShouldBe(SageProTwin.Day);
        order.CustomFields.ShouldBe(new Dictionary<string, string> { ["purchaseOrder"] = "PO-9" });
        order.Lines.Select(line => (line.Sku, line.Description, line.Quantity, line.UnitPrice, line.Amount))
            .ShouldBe([("W-100", "Water bottle", 2m, 12.50m, 25.00m), ("W-200", "Lunch box", 1m, 18.00m, 18.00m)]);
        (later.Status, later.Subtotal, later.Lines.Count, later.Lines[0].Discount, later.CustomFields.Count).ShouldBe(("fulfilled", 15.00m, 1, 3.00m, 0));
        (await ReadAsync(twin, "9999")).ShouldBeNull();
    }

    [Fact]
    public async Task A_workflow_gets_an_order_with_its_shipping_or_goes_on_without_one()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await using var harness = await SageProDrawing.EngineAsync(twin.Fields, Token);
        var number = await twin.Simulator.SetOrderAsync(Taken() with { Lines = [("W-100", 2, 12.50m, 25.00m), ("FREIGHT", 1, 6.00m, 6.00m)] }, Token);

        var found = await SageProDrawing.StartAsync(harness, Drawing("found", number), Token);
        var missing = await SageProDrawing.StartAsync(harness, Drawing("missing", "77"), Token);

        (await SageProDrawing.OutcomeAsync(harness, missing, Token)).ShouldBe("Not found");
        (await SageProDrawing.OutcomeAsync(harness, found, Token)).ShouldBe("Found");
        var order = await ResultAsync(harness, found);
        order.GetProperty("shipping").GetDecimal().ShouldBe(6.00m);
        order.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("sku").GetString()).ShouldBe(["W-100"]);
    }

    [Fact]
    public async Task An_agent_reads_it_where_the_server_cannot()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await using var harness = await SageProDrawing.EngineAsync(new JsonObject { ["agent"] = "warehouse" }, Token);
        var reports = harness.Services.GetRequiredService<AgentReports>();
        var number = await twin.Simulator.SetOrderAsync(Taken(), Token);
        var instance = await SageProDrawing.StartAsync(harness, Drawing("agent", number), Token);

        var work = (await reports.ClaimAsync("warehouse", 10, TimeSpan.Zero, Token)).ShouldHaveSingleItem();
        var answer = await twin.Database.ExecuteAsync(work.Operation, JsonElement.Parse(work.Input), work.Id, Token);
        await reports.AddPartAsync("warehouse", work.Id, 0, WorkflowJson.ToElement(answer.Rows), Token);
        (await reports.AnswerAsync("warehouse", work.Id, answer.Result, null, 1, Token)).ShouldBeTrue();

        work.Operation.ShouldBe("sagepro.order");
        (await SageProDrawing.OutcomeAsync(harness, instance, Token)).ShouldBe("Found");
        (await ResultAsync(harness, instance)).GetProperty("lines").GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_order_that_was_posted_from_here_says_so_before_its_number_is_known_and_after(bool isFoxPro)
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token, isFoxPro);
        var begin = (await AskAsync(twin, null)).Through;
        await twin.DeliverAsync(Posted("HR-ORDER-1", "WEB-1"), Token);
        twin.Simulator.CrashesBeforeStatus = true;
        await twin.Simulator.PostAsync(Token);
        var taken = await twin.Simulator.SetOrderAsync(Taken(), Token);
        var crashed = await AskAsync(twin, begin);
        await twin.Simulator.PostAsync(Token);
        var known = await AskAsync(twin, crashed.Through);
        await twin.Simulator.SetOrderStatusAsync("1001", "C", Token);
        var closed = await AskAsync(twin, crashed.Through);

        crashed.Changes.Select(change => References(change)).ShouldBe([("1001", "HR-ORDER-1"), (taken, null)], ignoreOrder: true);
        known.Changes.ShouldBeEmpty("that its number is known is no change of the order");
        References(closed.Changes.ShouldHaveSingleItem()).ShouldBe(("1001", "HR-ORDER-1"));
        (await ReadAsync(twin, "1001"))!.CustomFields["reference"].ShouldBe("HR-ORDER-1");
        (await ReadAsync(twin, taken))!.CustomFields.Keys.ShouldNotContain("reference");
    }

    [Fact]
    public async Task A_posting_that_was_refused_claims_no_order()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await twin.DeliverAsync(Posted("HR-ORDER-2", "PO-9", customer: "C00099"), Token);
        await twin.Simulator.PostAsync(Token);
        var taken = await twin.Simulator.SetOrderAsync(Taken() with { Customer = "C00099" }, Token);

        (await ReadAsync(twin, taken))!.CustomFields.Keys.ShouldNotContain("reference");
    }

    [Fact]
    public async Task Only_orders_that_were_taken_there_start_a_run_where_a_workflow_wants_it_so()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await using var harness = await SageProDrawing.EngineAsync(twin.Fields, Token);
        await twin.DeliverAsync(Posted("HR-ORDER-3", "WEB-3"), Token);
        await twin.Simulator.PostAsync(Token);
        var workflow = SageProDrawing.Workflow("taken", "OrderChanged", new JsonObject { ["interval"] = "00:00:01", ["beginsWithEverything"] = true, ["onlyTakenThere"] = true });
        workflow["root"]!["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        await twin.Simulator.SetOrderStatusAsync("1001", "C", Token);
        var taken = await twin.Simulator.SetOrderAsync(Taken(), Token);
        await harness.PublishAsync(workflow.ToJsonString(), Token);

        await Embedded.Eventually.IsTrueAsync(async () => (await harness.Instances.ListAsync(new InstanceFilter(), Token)).Items.Count > 0, Token);
        (await harness.Instances.ListAsync(new InstanceFilter(), Token)).Items.ShouldHaveSingleItem().CorrelationId.ShouldBe(taken);
    }

    private static (string Number, string? Reference) References(SageProChange change)
    {
        var order = SageProJson.Read<SageProOrder>(change.Row);
        return (order.Number, order.Reference);
    }

    private static SageProSalesOrder Taken() =>
        new("", "C00001", SageProTwin.Day, "", 43.00m, "PO-9", [("W-100", 2, 12.50m, 25.00m), ("W-200", 1, 18.00m, 18.00m)]) { Tax = 3.44m, Location = "LOC2" };

    private static StagedBatch Posted(string reference, string purchaseOrder, string customer = "C00001") => new()
    {
        ExtRef = reference, Kind = BatchKind.Order, DocDate = SageProTwin.Day, Custno = customer,
        Lines = [new StagedLine { Item = "W-100", Qty = 2, Price = 12.50m, Credit = 25.00m, Ref = purchaseOrder }],
    };

    private static JsonObject Drawing(string id, string number) =>
        SageProDrawing.Workflow(id, "GetOrder", new JsonObject { ["number"] = $" {number}", ["shippingItem"] = "FREIGHT" });

    private static async Task<JsonElement> ResultAsync(WorkflowHarness harness, string instance)
    {
        var run = await SageProDrawing.RestAsync(harness, instance, InstanceStatus.Finished, Token);
        return WorkflowRun.Detail(SageProDrawing.Step(run), "outputs")!.Value.GetProperty("Result");
    }

    private static async Task<Order?> ReadAsync(SageProTwin twin, string number) =>
        (await twin.Database.ExecuteAsync(SageProOperation.GetOrder, SageProJson.Write(new { number }), "", Token)).Rows.Select(SageProJson.Read<Order>).SingleOrDefault();

    private static async Task<ChangeList> AskAsync(SageProTwin twin, long? after)
    {
        var answer = await twin.Database.ExecuteAsync(SageProOperation.Changes, SageProJson.Write(new ChangeRequest(ChangeKind.Orders, after, 100)), "", Token);
        return new ChangeList([.. answer.Rows.Select(SageProJson.Read<SageProChange>)], answer.Result.GetProperty("through").GetInt64());
    }
}

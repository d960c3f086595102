using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.SagePro.Batches;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Connectors.SagePro.Orders;
using ClarityConnect.Workflows.Engine.Agents;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Connectors.SagePro;

/// <summary>Sales orders on their way into Sage Pro, straight and by an agent, whatever is lost on it.</summary>
public sealed class Orders_are_posted_once(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_order_is_posted_with_its_lines_under_a_number_of_Sage_Pro(bool isFoxPro)
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token, isFoxPro);

        (await twin.DeliverAsync(Order("HR-ORDER-1"), Token)).Status.ShouldBe("delivered");
        await twin.Simulator.PostAsync(Token);

        (await twin.StateAsync("HR-ORDER-1", Token)).ShouldBe(new PostingState { Reference = "HR-ORDER-1", Status = "posted", SageProNumber = "1001", Attempts = 1 });
        var order = (await twin.Simulator.OrdersAsync(Token)).ShouldHaveSingleItem();
        (order.Number, order.Customer, order.Day, order.Status, order.Amount, order.PurchaseOrder).ShouldBe(("1001", "C00001", SageProTwin.Day, "", 43.00m, "WEB-1"));
        order.Lines.ShouldBe([("W-100", 2m, 12.50m, 25.00m), ("W-200", 1m, 18.00m, 18.00m)]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_is_lost_after_the_commit_makes_no_second_order(bool fallsSilent)
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await twin.Database.ProbeAsync(Token);
        var straight = new NpgsqlConnectionStringBuilder(twin.Settings.ConnectionString);
        await using var way = new CuttingWay(straight.Host!, straight.Port, fallsSilent);
        var lossy = new NpgsqlConnectionStringBuilder(twin.Settings.ConnectionString)
        {
            Host = "127.0.0.1", Port = way.Port, Pooling = false, CancellationTimeout = 1000, SslMode = SslMode.Disable,
        };
        var database = new SageProDatabase(twin.Settings with { ConnectionString = lossy.ConnectionString, StatementTimeout = TimeSpan.FromSeconds(2) }, TimeProvider.System);
        var input = SageProJson.Write(Order("HR-ORDER-2"));

        var lost = await Should.ThrowAsync<ActivityException>(() => database.ExecuteAsync(SageProOperation.Deliver, input, "first", Token));
        var again = SageProJson.Read<PostingState>((await database.ExecuteAsync(SageProOperation.Deliver, input, "second", Token)).Result);
        await twin.Simulator.PostAsync(Token);
        var posted = await twin.DeliverAsync(Order("HR-ORDER-2"), Token);

        way.Lost.ShouldBe(1);
        lost.Kind.ShouldBe(FailureKind.Transient);
        (again.Status, again.Attempts).ShouldBe(("delivered", 1));
        (posted.Status, posted.SageProNumber).ShouldBe(("posted", "1001"));
        (await twin.Simulator.OrdersAsync(Token)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_crash_between_books_and_status_makes_no_second_order()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await twin.DeliverAsync(Order("HR-ORDER-3"), Token);
        twin.Simulator.CrashesBeforeStatus = true;

        await twin.Simulator.PostAsync(Token);
        (await twin.StateAsync("HR-ORDER-3", Token)).Status.ShouldBe("claimed");
        await twin.Simulator.PostAsync(Token);

        (await twin.StateAsync("HR-ORDER-3", Token)).SageProNumber.ShouldBe("1001");
        (await twin.Simulator.OrdersAsync(Token)).Count.ShouldBe(1);
        (await twin.Simulator.PostedTwiceAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_order_again_is_found_and_another_under_its_reference_is_a_conflict()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try
            {
                await twin.DeliverAsync(Order("HR-ORDER-4"), Token);
            }
            catch (ActivityException exception)
            {
                exception.Kind.ShouldBe(FailureKind.Transient);
            }
        }));
        await twin.Simulator.PostAsync(Token);

        (await twin.DeliverAsync(Order("HR-ORDER-4"), Token)).SageProNumber.ShouldBe("1001");
        (await Should.ThrowAsync<ActivityException>(() => twin.DeliverAsync(Order("HR-ORDER-4", quantity: 3), Token))).VendorCode.ShouldBe("REF_CONFLICT");
        await twin.Simulator.PostAsync(Token);
        (await twin.Simulator.OrdersAsync(Token)).ShouldHaveSingleItem().Amount.ShouldBe(43.00m);
    }

    [Fact]
    public async Task A_status_without_an_order_in_the_tables_is_not_taken_for_posted()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await twin.DeliverAsync(Order("HR-ORDER-5"), Token);
        await using var source = NpgsqlDataSource.Create(twin.Settings.ConnectionString);
        await source.CreateCommand("update cc_batch set status = 'posted', pro_ref = '77'").ExecuteNonQueryAsync(Token);

        (await twin.StateAsync("HR-ORDER-5", Token)).Status.ShouldBe("claimed");
    }

    [Fact]
    public async Task The_simulated_company_refuses_what_the_look_up_would_have_refused()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await twin.DeliverAsync(Order("HR-ORDER-6"), Token);
        await using var source = NpgsqlDataSource.Create(twin.Settings.ConnectionString);
        await source.CreateCommand("delete from icitem where trim(item) = 'W-200'").ExecuteNonQueryAsync(Token);

        (await twin.Simulator.PostAsync(Token)).Rejected.ShouldBe(["HR-ORDER-6"]);
        (await twin.StateAsync("HR-ORDER-6", Token)).Code.ShouldBe("ITEM_NOT_FOUND");
        (await twin.Simulator.OrdersAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_workflow_waits_for_the_number_and_goes_on_from_items_and_customers_that_are_not_there()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await using var harness = await SageProDrawing.EngineAsync(twin.Fields, Token);

        var unknown = await SageProDrawing.StartAsync(harness, Drawing("unknown-item", "O-1", sku: "N-900"), Token);
        var nobody = await SageProDrawing.StartAsync(harness, Drawing("nobody", "O-2", customer: "NOBODY"), Token);
        var posted = await SageProDrawing.StartAsync(harness, Drawing("posted", "O-3"), Token);
        (await harness.ReadAsync(posted, Token)).Instance.Status.ShouldBe(InstanceStatus.Suspended);
        await twin.Simulator.PostAsync(Token);

        (await SageProDrawing.OutcomeAsync(harness, unknown, Token)).ShouldBe("Item not found");
        (await SageProDrawing.OutcomeAsync(harness, nobody, Token)).ShouldBe("Customer not found");
        (await SageProDrawing.OutcomeAsync(harness, posted, Token)).ShouldBe("Posted");
        var run = await SageProDrawing.RestAsync(harness, posted, InstanceStatus.Finished, Token);
        WorkflowRun.Detail(SageProDrawing.Step(run), "outputs")!.Value.GetProperty("Number").GetString().ShouldBe("1001");
        await twin.Simulator.SetItemAsync("N-900", "Novelty", 1m, Token);
        var later = await SageProDrawing.StartAsync(harness, Drawing("unknown-item", "O-1", sku: "N-900"), Token);
        await twin.Simulator.PostAsync(Token);
        (await SageProDrawing.OutcomeAsync(harness, later, Token)).ShouldBe("Posted");
        (await twin.Simulator.OrdersAsync(Token)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_agent_that_does_its_work_twice_posts_one_order()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await using var harness = await SageProDrawing.EngineAsync(new JsonObject { ["agent"] = "warehouse" }, Token);
        var reports = harness.Services.GetRequiredService<AgentReports>();
        var instance = await SageProDrawing.StartAsync(harness, Drawing("agent", "O-4"), Token);

        var work = (await reports.ClaimAsync("warehouse", 10, TimeSpan.Zero, Token)).ShouldHaveSingleItem();
        for (var time = 0; time < 2; time++)
        {
            var answer = await twin.Database.ExecuteAsync(work.Operation, JsonElement.Parse(work.Input), work.Id, Token);
            (await reports.AnswerAsync("warehouse", work.Id, answer.Result, null, 0, Token)).ShouldBeTrue();
        }

        await twin.Simulator.PostAsync(Token);
        foreach (var state in await twin.Database.NewsAsync(Token))
            (await reports.UpdateAsync("warehouse", state.Reference, SageProJson.Write(state), Token)).ShouldBeTrue();

        (await SageProDrawing.OutcomeAsync(harness, instance, Token)).ShouldBe("Posted");
        (await twin.Simulator.OrdersAsync(Token)).ShouldHaveSingleItem().PurchaseOrder.ShouldBe("WEB-1");
    }

    private static StagedBatch Order(string reference, decimal quantity = 2) => StagedOrder.Of(
        new Order
        {
            OrderId = "7001",
            Number = "WEB-1",
            Currency = "USD",
            Lines =
            [
                new OrderLine { Sku = "W-100", Description = "Water bottle", Quantity = quantity, UnitPrice = 12.50m, Amount = 12.50m * quantity },
                new OrderLine { Sku = "W-200", Description = "Lunch box", Quantity = 1, UnitPrice = 18.00m, Amount = 18.00m },
            ],
        },
        "C00001",
        SageProTwin.Day,
        null,
        null,
        null) with { ExtRef = reference };

    private static JsonObject Drawing(string id, string reference, string customer = "C00001", string sku = "W-100") => SageProDrawing.Workflow(id, "PostOrder", new JsonObject
    {
        ["reference"] = reference,
        ["customer"] = customer,
        ["order"] = new JsonObject
        {
            ["orderId"] = "7001", ["number"] = "WEB-1", ["currency"] = "USD", ["placedAt"] = "2026-11-20T10:00:00-05:00",
            ["lines"] = new JsonArray(new JsonObject { ["sku"] = sku, ["quantity"] = 2, ["unitPrice"] = 12.50m, ["amount"] = 25.00m }),
        },
    });
}

using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Opayo;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Opayo;

/// <summary>Payments as durable steps of the real engine: after a lost answer they are looked up, then go on.</summary>
public sealed class PaymentWorkflowTests : IAsyncLifetime
{
    private WorkflowHarness harness = null!;
    private SimulatorHost simulators = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        simulators = await SimulatorHost.StartAsync(new SimulatorOptions(), TimeProvider.System, Token);
        harness = await WorkflowHarness.StartAsync(ConnectorCatalog.Activities, ConnectorCatalog.ConnectionTypes, cancellationToken: Token);
        var connections = harness.Services.GetRequiredService<ConnectionDirectory>();
        await connections.SaveAsync("pi", "opayo-pi", new JsonObject
        {
            ["baseAddress"] = simulators.OpayoPiBaseAddress.AbsoluteUri, ["vendorName"] = simulators.Options.OpayoVendor, ["integrationKey"] = simulators.Options.OpayoIntegrationKey,
            ["integrationPassword"] = simulators.Options.OpayoIntegrationPassword, ["allowPrivateAddresses"] = true,
        }, Token);
        await connections.SaveAsync("reporting", "opayo-reporting", new JsonObject
        {
            ["endpoint"] = simulators.OpayoReportingEndpoint.AbsoluteUri, ["vendorName"] = simulators.Options.OpayoVendor, ["userName"] = simulators.Options.OpayoReportingUser,
            ["password"] = simulators.Options.OpayoReportingPassword, ["allowPrivateAddresses"] = true,
        }, Token);
        await simulators.Opayo.AddCardAsync(new OpayoCard { MerchantSessionKey = "MSK-1", CardIdentifier = "CARD-1" });
    }

    public async ValueTask DisposeAsync()
    {
        await harness.DisposeAsync();
        await simulators.DisposeAsync();
    }

    [Theory]
    [InlineData(FaultKind.Drop, true)]
    [InlineData(FaultKind.Drop, false)]
    [InlineData(FaultKind.ServerError, true)]
    [InlineData(FaultKind.ServerError, false)]
    [InlineData(FaultKind.Truncated, true)]
    public async Task A_lost_answer_ends_in_one_payment(FaultKind fault, bool afterCommit)
    {
        simulators.Faults.Set(new Fault(fault) { System = "opayo", Operation = "create payment", Times = 1, AfterCommit = afterCommit });

        var run = await PayAsync("reporting");

        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
        var payment = simulators.Opayo.Transactions.ShouldHaveSingleItem();
        payment.MajorAmount.ShouldBe(124.95m);
        payment.VendorTxCode.ShouldStartWith("CC-");
        simulators.Opayo.Doubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_look_up_it_waits_for_a_person()
    {
        simulators.Faults.Set(new Fault(FaultKind.Drop) { System = "opayo", Operation = "create payment", Times = 1, AfterCommit = true });

        var run = await PayAsync("");

        run.Instance.Status.ShouldBe(InstanceStatus.Faulted);
        simulators.Ledger.Find("opayo", "create payment").ShouldHaveSingleItem();
    }

    private async Task<WorkflowRun> PayAsync(string reporting)
    {
        var activity = new JsonObject
        {
            ["id"] = "pay", ["type"] = "ClarityConnect.Opayo.TakePayment", ["version"] = 1,
            ["customProperties"] = new JsonObject { ["retry"] = new JsonObject { ["maxAttempts"] = 5, ["firstDelay"] = "00:00:00.02", ["maxDelay"] = "00:00:00.05" } },
        };
        foreach (var (name, value) in new Dictionary<string, string>
                 {
                     ["connection"] = "pi", ["reporting"] = reporting, ["amount"] = "124.95", ["currency"] = "GBP", ["description"] = "Order 10042", ["merchantSessionKey"] = "MSK-1",
                     ["cardIdentifier"] = "CARD-1", ["entryMethod"] = "TelephoneOrder",
                     ["customer"] = """{"firstName":"Ada","lastName":"Hill","billingAddress":{"line1":"88 High Road","city":"Leeds","postalCode":"LS1 4AB","countryCode":"GB"}}""",
                 })
        {
            activity[name] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
        }

        await harness.PublishAsync(new JsonObject { ["definitionId"] = "order", ["name"] = "order", ["root"] = activity }.ToJsonString(), Token);
        var id = (await harness.Runtime.StartAsync(new("order"), Token))!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        return await harness.WaitForAsync(id, reporting.Length > 0 ? InstanceStatus.Finished : InstanceStatus.Faulted, limit.Token);
    }
}

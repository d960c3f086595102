using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Simulators.Faults;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Intacct;

public sealed class Every_write_has_one_effect
{
    private static readonly string[] Everywhere = ["journal", "batch", "invoice", "credit", "payment", "customer"];
    private static readonly string[] GatewayOnly = ["statistical", "document", "project", "reverse invoice", "reverse payment"];

    public static TheoryData<string, string, string> Lost
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var fault in new[] { "answer lost", "time-out", "500 after commit", "cut answer", "500 before commit" })
            {
                foreach (var write in Everywhere)
                {
                    data.Add(write, "XmlGateway", fault);
                    data.Add(write, "Rest", fault);
                }

                foreach (var write in GatewayOnly)
                    data.Add(write, "XmlGateway", fault);
            }

            return data;
        }
    }

    public static TheoryData<string, string> Writes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var write in Everywhere)
            {
                data.Add(write, "XmlGateway");
                data.Add(write, "Rest");
            }

            foreach (var write in GatewayOnly)
                data.Add(write, "XmlGateway");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task Whatever_becomes_of_the_answer(string write, string api, string fault)
    {
        await using var twin = await IntacctTwin.StartAsync();
        var run = await twin.WriteAsync(write, api);
        var client = await run.GetClientAsync<ClarityConnect.Workflows.Connectors.Intacct.IntacctClient>(new Input<string>("connection"));
        await client.SignInAsync(TestContext.Current.CancellationToken);
        var before = Effects(twin);
        foreach (var operation in api == "Rest" ? new[] { "POST *" } : ["create*", "reverse*"])
            twin.Host.Faults.Set(Fault(fault) with { Times = 1, Operation = operation });

        (await Should.ThrowAsync<ActivityException>(run.RunAsync)).Kind.ShouldBe(FailureKind.OutcomeUnknown);
        await run.RecoverAsync();

        run.Outcomes.ShouldBe(["Done"]);
        JudgeOneEffect(twin, before, write);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task However_often_it_is_sent(string write, string api)
    {
        await using var twin = await IntacctTwin.StartAsync();
        var run = await twin.WriteAsync(write, api);
        var before = Effects(twin);
        await run.RunAsync();
        await run.RunAsync();
        (await run.ReconcileAsync()).ShouldBe(Reconciliation.Applied);
        JudgeOneEffect(twin, before, write);
    }

    [Fact]
    public async Task Only_the_gateway_can_do_what_rest_does_not_document()
    {
        await using var twin = await IntacctTwin.StartAsync();
        foreach (var write in new[] { "statistical", "project", "reverse invoice", "reverse payment" })
        {
            var run = await twin.WriteAsync(write, "Rest");
            var failure = await Should.ThrowAsync<ActivityException>(run.RunAsync);
            failure.Kind.ShouldBe(FailureKind.Misconfigured);
            failure.Message.ShouldContain("XML gateway");
        }
    }

    private static Fault Fault(string name) => name switch
    {
        "answer lost" => new Fault(FaultKind.Drop) { AfterCommit = true },
        "time-out" => new Fault(FaultKind.Hang) { AfterCommit = true },
        "500 after commit" => new Fault(FaultKind.ServerError) { AfterCommit = true },
        "cut answer" => new Fault(FaultKind.Truncated),
        _ => new Fault(FaultKind.ServerError),
    };

    private static int Effects(IntacctTwin twin) =>
        twin.Host.Intacct.Batches.Count + twin.Host.Intacct.Customers.Count + twin.Host.Intacct.Projects.Count + twin.Host.Intacct.Invoices.Count
        + twin.Host.Intacct.Adjustments.Count + twin.Host.Intacct.Payments.Count + twin.Host.Intacct.SalesDocuments.Count;

    private static void JudgeOneEffect(IntacctTwin twin, int before, string write)
    {
        twin.Host.Intacct.PostedTwice.ShouldBeEmpty();
        twin.Host.Intacct.MadeTwice.ShouldBeEmpty();
        (Effects(twin) - before).ShouldBe(write switch { "batch" => 2, "reverse invoice" or "reverse payment" => 0, _ => 1 });
        if (write == "payment")
            twin.Host.Intacct.Invoices[0]["TRX_TOTALDUE"].ShouldBe("0.00");
        if (write == "reverse payment")
            (twin.Host.Intacct.Payments[0]["STATE"], twin.Host.Intacct.Invoices[0]["TRX_TOTALDUE"]).ShouldBe(("Reversed", "108.25"));
        if (write == "reverse invoice")
            twin.Host.Intacct.Invoices[0]["STATE"].ShouldBe("Reversed");
    }
}

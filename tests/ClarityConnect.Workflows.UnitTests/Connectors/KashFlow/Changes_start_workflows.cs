using ClarityConnect.Workflows.Connectors.KashFlow;
using ClarityConnect.Workflows.Connectors.KashFlow.Changes;
using ClarityConnect.Workflows.Connectors.KashFlow.Customers;
using ClarityConnect.Workflows.Connectors.KashFlow.Invoices;
using ClarityConnect.Workflows.Connectors.KashFlow.Payments;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Simulators.KashFlow;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.KashFlow;

public sealed class Changes_start_workflows : KashFlowTwin
{
    private static readonly DateTimeOffset Today = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Only_what_changes_after_the_first_poll_starts_a_workflow()
    {
        var first = await PollAsync(new InvoiceChanged(), null);
        first.Events.ShouldBeEmpty();
        (await PollAsync(new InvoiceChanged(), first.Cursor)).Events.ShouldBeEmpty();

        await Company.AddInvoiceAsync(new KashFlowInvoice(1043, "ACME01", 10m) { IssuedOn = new DateOnly(2026, 11, 20) });
        await PayAsync("1042", "TX-1");
        var second = await PollAsync(new InvoiceChanged(), first.Cursor);
        second.Events.Select(one => (one.CorrelationId, ((Invoice)one.Payload!).Due)).ShouldBe([("1042", 110m), ("1043", 12m)]);
        // A poll that is repeated, as after a crash before its commit, gives the same events under the same ids.
        (await PollAsync(new InvoiceChanged(), first.Cursor)).Events.Select(one => one.Id).ShouldBe(second.Events.Select(one => one.Id));
        (await PollAsync(new InvoiceChanged(), second.Cursor)).Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_changed_back_is_an_event_of_its_own()
    {
        var cursor = (await PollAsync(new InvoiceChanged(), null)).Cursor;
        var ids = new HashSet<string>();
        for (var i = 0; i < 3; i++)
        {
            await PayAsync("1042", $"TX-{i}");
            cursor = await TakeAsync(ids, cursor);
            var id = Company.Payments.ShouldHaveSingleItem().Id;
            await Client.Soap.CallAsync("DeleteInvoicePayment", [ClarityConnect.Workflows.Connectors.KashFlow.Soap.KashFlowSoap.Element("InvoicePaymentNumber", id)], true, Ct);
            cursor = await TakeAsync(ids, cursor);
        }

        ids.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Existing_invoices_come_where_the_author_wants_them_and_old_ones_do_not()
    {
        await Company.AddInvoiceAsync(new KashFlowInvoice(900, "ACME01", 10m) { IssuedOn = new DateOnly(2026, 1, 5) });
        var trigger = new InvoiceChanged { IncludeExisting = new Input<bool>(true) };
        (await PollAsync(trigger, null)).Events.Select(one => one.CorrelationId).ShouldBe(["1042"]);
    }

    [Fact]
    public async Task More_changes_than_a_poll_takes_come_with_the_next_ones()
    {
        var cursor = (await PollAsync(new InvoiceChanged(), null)).Cursor;
        for (var number = 1; number <= ChangeDetector.MostChanges + 5; number++)
            await Company.AddInvoiceAsync(new KashFlowInvoice(number, "ACME01", 10m) { IssuedOn = new DateOnly(2026, 11, 20) });
        var first = await PollAsync(new InvoiceChanged(), cursor);
        first.Events.Count.ShouldBe(ChangeDetector.MostChanges);
        (await PollAsync(new InvoiceChanged(), first.Cursor)).Events.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_changed_customer_starts_a_workflow_and_its_invoices_do_not()
    {
        var first = await PollAsync(new CustomerChanged(), null);
        await PayAsync("1042", "TX-1");
        await Step(new UpdateCustomer(), new { CustomerCode = "ACME01", Customer = new { phone = "+44113496" } }).RunAsync();
        await Company.AddCustomerAsync(new KashFlowCustomer("NEW01", "New Ltd"));
        var second = await PollAsync(new CustomerChanged(), first.Cursor);
        second.Events.Select(one => ((Customer)one.Payload!).Code).ShouldBe(["ACME01", "NEW01"]);
        (await PollAsync(new CustomerChanged(), second.Cursor)).Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_event_becomes_the_result_and_a_trigger_in_the_middle_says_so()
    {
        var payload = WorkflowJson.ToElement(new Invoice { Number = "1042", Currency = "GBP" });
        var step = await new ActivityRun(new InvoiceChanged(), Ct) { Payload = payload }.RunAsync();
        step.Output<Invoice>("Result").Number.ShouldBe("1042");
        (await Should.ThrowAsync<ActivityException>(() => Step(new CustomerChanged(), new { }).RunAsync())).Kind.ShouldBe(FailureKind.Misconfigured);
    }

    private async Task<object?> TakeAsync(HashSet<string> ids, object? cursor)
    {
        var poll = await PollAsync(new InvoiceChanged(), cursor);
        ids.Add(poll.Events.ShouldHaveSingleItem().Id).ShouldBeTrue();
        return poll.Cursor;
    }

    private async Task PayAsync(string number, string reference) => await Step(
        new RecordPayment(), new { InvoiceNumber = number, Amount = 10m, Date = "2026-11-20", Reference = reference, Method = "Cash", Account = "Current account" }).RunAsync();

    private async Task<PollResult> PollAsync(PollingTrigger trigger, object? cursor) => await trigger.PollAsync(new Poll(Client, cursor, new JumpingClock { Now = Today }), Ct);
}

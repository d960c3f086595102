using ClarityConnect.Workflows.Connectors.KashFlow;
using ClarityConnect.Workflows.Connectors.KashFlow.Payments;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.KashFlow;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.KashFlow;

public sealed class Payments_are_recorded_once : KashFlowTwin
{
    public static TheoryData<FaultKind, int, KashFlowService> LossesOfBoth
    {
        get
        {
            var data = new TheoryData<FaultKind, int, KashFlowService>();
            foreach (var loss in Losses)
            {
                data.Add(loss.Data.Item1, loss.Data.Item2, KashFlowService.Rest);
                data.Add(loss.Data.Item1, loss.Data.Item2, KashFlowService.Soap);
            }

            return data;
        }
    }

    [Theory]
    [InlineData(KashFlowService.Rest)]
    [InlineData(KashFlowService.Soap)]
    public async Task A_payment_is_recorded_and_pays_the_invoice(KashFlowService service)
    {
        var step = await Pay(120m, client: Connect(connection => connection.PaymentsBy = service)).RunAsync();
        step.Outcomes.ShouldBe(["Recorded"]);
        (step.Output<string>("InvoiceState"), step.Output<decimal>("StillDue")).ShouldBe(("Paid", 0m));
        var payment = Company.Payments.ShouldHaveSingleItem();
        (payment.InvoiceNumber, payment.Amount, payment.Date, payment.Note, payment.MethodId, payment.AccountId)
            .ShouldBe((1042, 120m, new DateOnly(2026, 11, 19), "TX-77 Opayo card 4242", 409844, 55166));
        step.Output<string>("PaymentId").ShouldBe($"{payment.Id}");
        Host.Ledger.Succeeded("kashflow", "create payment", Reference).ShouldBe(1);
    }

    [Fact]
    public async Task Parts_are_recorded_until_nothing_is_due()
    {
        var first = await Pay(50.25m).RunAsync();
        (first.Output<string>("InvoiceState"), first.Output<decimal>("StillDue")).ShouldBe(("Partly paid", 69.75m));
        var second = await Pay(69.75m, "TX-78").RunAsync();
        (second.Output<string>("InvoiceState"), second.Output<decimal>("StillDue")).ShouldBe(("Paid", 0m));
        Company.Invoices[0].Paid.ShouldBe(120m);
    }

    [Fact]
    public async Task More_than_is_due_is_refused_unless_the_author_wants_it_recorded()
    {
        var failure = await Should.ThrowAsync<ActivityException>(() => Pay(130m).RunAsync());
        failure.Kind.ShouldBe(FailureKind.Rejected);
        failure.Message.ShouldContain("120.00 GBP due and 130.00 GBP was paid");
        Company.Payments.ShouldBeEmpty();
        var step = await Pay(130m).With(new { Overpayment = "Record" }).RunAsync();
        step.Outcomes.ShouldBe(["Recorded"]);
        (step.Output<string>("InvoiceState"), step.Output<decimal>("StillDue")).ShouldBe(("Overpaid", 0m));
    }

    [Fact]
    public async Task An_invoice_that_is_not_there_is_an_outcome()
    {
        var step = await Pay(120m).With(new { InvoiceNumber = "9999" }).RunAsync();
        step.Outcomes.ShouldBe(["Invoice not found"]);
        step.Outputs.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_reference_is_already_recorded()
    {
        await Pay(60m).RunAsync();
        var again = await Pay(60m, client: Connect()).RunAsync();
        again.Outcomes.ShouldBe(["Already recorded"]);
        again.Output<RecordedPayment>("Result").AlreadyRecorded.ShouldBeTrue();
        Company.TimesRecorded(1042, Reference).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_reference_with_another_amount_is_refused_and_never_taken_for_the_same()
    {
        await Pay(60m).RunAsync();
        var failure = await Should.ThrowAsync<ActivityException>(() => Pay(61m).RunAsync());
        (failure.Kind, failure.Message.Contains("60.00 GBP", StringComparison.Ordinal)).ShouldBe((FailureKind.Rejected, true));
        (await Pay(61m).ReconcileAsync()).ShouldBe(Reconciliation.Unknown);
        Company.Payments.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_payment_of_another_currency_or_customer_is_not_recorded()
    {
        (await Should.ThrowAsync<ActivityException>(() => Pay(120m).With(new { Currency = "EUR" }).RunAsync())).Message.ShouldContain("is in GBP and the payment in EUR");
        (await Should.ThrowAsync<ActivityException>(() => Pay(120m).With(new { CustomerCode = "OTHER" }).RunAsync())).Message.ShouldContain("belongs to customer ACME01");
        (await Should.ThrowAsync<ActivityException>(() => Pay(1.005m).RunAsync())).Kind.ShouldBe(FailureKind.InvalidData);
        var unknown = await Should.ThrowAsync<ActivityException>(() => Pay(120m).With(new { Method = "Cheque" }).RunAsync());
        unknown.Message.ShouldContain("There are: Credit Card, Bank Transfer, Cash");
        Company.Payments.ShouldBeEmpty();
        (await Pay(120m).With(new { Currency = "gbp", CustomerCode = "acme01" }).RunAsync()).Outcomes.ShouldBe(["Recorded"]);
    }

    [Fact]
    public async Task Six_at_once_record_it_once()
    {
        var steps = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Pay(120m).RunAsync()));
        steps.Count(step => step.Outcomes![0] == "Recorded").ShouldBe(1);
        Company.RecordedTwice.ShouldBeEmpty();
        Company.Payments.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_payment_whose_comment_did_not_become_its_note_is_found_by_its_bulk_payment()
    {
        Company.CopiesComments = false;
        (await Pay(60m).RunAsync()).Outcomes.ShouldBe(["Recorded"]);
        (await Pay(60m).RunAsync()).Outcomes.ShouldBe(["Already recorded"]);
        Company.Payments.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_payment_without_a_note_that_may_be_ours_leaves_it_to_a_person()
    {
        using var direct = new HttpClient();
        Company.OffersDirectPayments = true;
        var session = await Client.Rest.SignInAsync(Ct);
        direct.DefaultRequestHeaders.Add("Authorization", $"KfToken {session.Token}");
        using var body = new StringContent("""{"Date":"2026-11-19","Amount":120,"Method":409844,"AccountId":55166}""");
        (await direct.PostAsync(new Uri(Host.KashFlowBaseAddress, "invoices/1042/payments"), body, Ct)).EnsureSuccessStatusCode();
        (await Pay(120m).ReconcileAsync()).ShouldBe(Reconciliation.Unknown);
        (await Pay(119m).ReconcileAsync()).ShouldBe(Reconciliation.NotApplied);
    }

    [Theory]
    [MemberData(nameof(LossesOfBoth))]
    public async Task A_lost_answer_after_recording_is_unknown_and_then_found(FaultKind fault, int status, KashFlowService service)
    {
        var client = Connect(connection => connection.PaymentsBy = service, fault == FaultKind.Hang);
        Lose("create payment", fault, status, afterCommit: true);
        (await Should.ThrowAsync<ActivityException>(() => Pay(120m, client: client).RunAsync())).Kind.ShouldBe(FailureKind.OutcomeUnknown);
        var step = Pay(120m, client: client);
        (await step.ReconcileAsync()).ShouldBe(Reconciliation.Applied);
        step.Outcomes.ShouldBe(["Recorded"]);
        Company.TimesRecorded(1042, Reference).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(LossesOfBoth))]
    public async Task A_request_that_was_lost_before_recording_is_recorded_once_in_the_end(FaultKind fault, int status, KashFlowService service)
    {
        var client = Connect(connection => connection.PaymentsBy = service, fault == FaultKind.Hang);
        Lose("create payment", fault, status, afterCommit: false);
        (await Should.ThrowAsync<ActivityException>(() => Pay(120m, client: client).RunAsync())).Kind.ShouldBe(FailureKind.OutcomeUnknown);
        (await Pay(120m, client: client).ReconcileAsync()).ShouldBe(Reconciliation.NotApplied);
        (await Pay(120m, client: client).RunAsync()).Outcomes.ShouldBe(["Recorded"]);
        Company.TimesRecorded(1042, Reference).ShouldBe(1);
    }

    [Theory]
    [InlineData(KashFlowService.Rest)]
    [InlineData(KashFlowService.Soap)]
    public async Task Half_an_answer_is_unknown_and_then_found(KashFlowService service)
    {
        var client = Connect(connection => connection.PaymentsBy = service);
        Host.Faults.Set(new Fault(FaultKind.Truncated) { System = "kashflow", Operation = "create payment", Times = 1 });
        (await Should.ThrowAsync<ActivityException>(() => Pay(120m, client: client).RunAsync())).Kind.ShouldBe(FailureKind.OutcomeUnknown);
        (await Pay(120m, client: client).ReconcileAsync()).ShouldBe(Reconciliation.Applied);
        Company.Payments.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_payment_that_cannot_be_read_back_is_unknown_and_then_found()
    {
        // The second read of the invoice is the one after the payment.
        Host.Faults.Set(new Fault(FaultKind.ServerError) { System = "kashflow", Operation = "GET invoice", Every = 2, Times = 1 });
        (await Should.ThrowAsync<ActivityException>(() => Pay(120m).RunAsync())).Kind.ShouldBe(FailureKind.OutcomeUnknown);
        (await Pay(120m).ReconcileAsync()).ShouldBe(Reconciliation.Applied);
        Company.Payments.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(KashFlowService.Rest)]
    [InlineData(KashFlowService.Soap)]
    public async Task A_rate_limit_pauses_and_nothing_was_recorded(KashFlowService service)
    {
        var client = Connect(connection => connection.PaymentsBy = service);
        Host.Faults.Set(new Fault(FaultKind.RateLimited) { System = "kashflow", Operation = "create payment", Times = 1, RetryAfter = TimeSpan.FromSeconds(7) });
        var failure = await Should.ThrowAsync<ActivityException>(() => Pay(120m, client: client).RunAsync());
        (failure.Kind, failure.RetryAfter).ShouldBe((FailureKind.RateLimited, TimeSpan.FromSeconds(7)));
        Company.Payments.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_that_ends_between_reading_and_paying_is_renewed_once()
    {
        await Client.SignInAsync(Ct);
        Host.Faults.Set(new Fault(FaultKind.InvalidSession) { System = "kashflow", Operation = "create payment", Times = 1 });
        (await Pay(120m).RunAsync()).Outcomes.ShouldBe(["Recorded"]);
        Company.SignIns.ShouldBe(2);
        Company.Payments.Count.ShouldBe(1);
    }

    private ActivityRun Pay(decimal amount, string reference = Reference, KashFlowClient? client = null) => Step(
        new RecordPayment(),
        new
        {
            InvoiceNumber = "1042", Amount = amount, Date = "2026-11-19", Reference = reference, Method = "Credit Card", Account = "Card clearing", Note = "Opayo card 4242",
        },
        client);
}

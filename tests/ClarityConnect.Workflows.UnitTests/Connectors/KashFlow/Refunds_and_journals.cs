using ClarityConnect.Workflows.Connectors.KashFlow;
using ClarityConnect.Workflows.Connectors.KashFlow.Journals;
using ClarityConnect.Workflows.Connectors.KashFlow.Payments;
using ClarityConnect.Workflows.Connectors.KashFlow.Refunds;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Simulators.Faults;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.KashFlow;

public sealed class Refunds_and_journals : KashFlowTwin
{
    public static TheoryData<string, FaultKind, int> LossesOfRefunds
    {
        get
        {
            var data = new TheoryData<string, FaultKind, int>();
            foreach (var loss in Losses)
            {
                data.Add("create invoice", loss.Data.Item1, loss.Data.Item2);
                data.Add("create payment", loss.Data.Item1, loss.Data.Item2);
            }

            return data;
        }
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Step(new RecordPayment(), new { InvoiceNumber = "1042", Amount = 120m, Date = "2026-11-19", Reference = "TX-1", Method = "Credit Card", Account = "Card clearing" }).RunAsync();
    }

    [Fact]
    public async Task A_refund_is_a_credit_note_that_was_paid_out()
    {
        var step = await Refund(30m).RunAsync();
        step.Outcomes.ShouldBe(["Recorded"]);
        step.Output<string>("CreditNoteNumber").ShouldBe("1043");
        var credit = Company.Invoices[1];
        (credit.Reference, credit.Net, credit.Vat, credit.Paid, credit.Due).ShouldBe((Reference, -25m, -5m, -30m, 0m));
        Company.Payments[^1].ShouldSatisfyAllConditions(it => it.InvoiceNumber.ShouldBe(1043), it => it.Amount.ShouldBe(-30m), it => it.Note.ShouldBe("TX-77 Returned goods"));
        (await Refund(30m).RunAsync()).Outcomes.ShouldBe(["Already recorded"]);
        (Company.Invoices.Count, Company.Payments.Count).ShouldBe((2, 2));
    }

    [Fact]
    public async Task A_refund_can_be_a_negative_payment_that_leaves_the_invoice_due_again()
    {
        var step = await Refund(30m).With(new { RecordAs = "NegativePayment" }).RunAsync();
        step.Outcomes.ShouldBe(["Recorded"]);
        (Company.Invoices.Count, Company.Invoices[0].Due).ShouldBe((1, 30m));
        (await Refund(30m).With(new { RecordAs = "NegativePayment" }).RunAsync()).Outcomes.ShouldBe(["Already recorded"]);
        (await Refund(30m).With(new { RecordAs = "NegativePayment" }).ReconcileAsync()).ShouldBe(Reconciliation.Applied);
        Company.RecordedTwice.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refund_that_does_not_fit_is_not_recorded()
    {
        (await Refund(30m).With(new { InvoiceNumber = "7" }).RunAsync()).Outcomes.ShouldBe(["Invoice not found"]);
        (await Should.ThrowAsync<ActivityException>(() => Refund(121m).RunAsync())).Message.ShouldContain("was paid with 120.00 GBP, and 121.00 GBP");
        (await Should.ThrowAsync<ActivityException>(() => Refund(30m).With(new { Currency = "USD" }).RunAsync())).Kind.ShouldBe(FailureKind.Rejected);
        (await Should.ThrowAsync<ActivityException>(() => Refund(-5m).RunAsync())).Kind.ShouldBe(FailureKind.InvalidData);
        (Company.Invoices.Count, Company.Payments.Count).ShouldBe((1, 1));
    }

    [Theory]
    [MemberData(nameof(LossesOfRefunds))]
    public async Task A_refund_that_was_interrupted_at_either_write_is_completed_once(string operation, FaultKind fault, int status)
    {
        var client = Connect(isImpatient: fault == FaultKind.Hang);
        foreach (var afterCommit in new[] { false, true })
        {
            var reference = $"R-{afterCommit}";
            Lose(operation, fault, status, afterCommit);
            (await Should.ThrowAsync<ActivityException>(() => Refund(30m, reference, client).RunAsync())).Kind.ShouldBe(FailureKind.OutcomeUnknown);
            var isWhole = operation == "create payment" && afterCommit;
            (await Refund(30m, reference, client).ReconcileAsync()).ShouldBe(isWhole ? Reconciliation.Applied : Reconciliation.NotApplied);
            if (!isWhole)
                (await Refund(30m, reference, client).RunAsync()).Outcomes.ShouldBe(["Recorded"]);
            Company.Invoices.Count(invoice => invoice.Reference == reference).ShouldBe(1);
            Company.Payments.Count(payment => payment.Reference == reference).ShouldBe(1);
        }
    }

    [Fact]
    public void Shares_of_a_refund_come_to_the_amount_to_the_last_penny()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 2_000; i++)
        {
            var lines = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Line(random)).ToList();
            var gross = lines.Sum(line => line.Amount + line.Tax);
            var amount = decimal.Round(gross * random.Next(1, 101) / 100, 2);
            if (amount == 0)
                continue;
            var shares = RefundLines.Divide(new Invoice { Number = "1", Currency = "GBP", Lines = lines }, amount, "Refund");
            shares.Sum(line => line.Amount + line.Tax).ShouldBe(amount);
            shares.ShouldAllBe(line => line.Amount >= 0 && line.Tax >= 0 && line.UnitPrice * line.Quantity == line.Amount && line.Amount == decimal.Round(line.Amount, 2));
        }
    }

    [Theory]
    [InlineData(KashFlowService.Soap)]
    [InlineData(KashFlowService.Rest)]
    public async Task A_journal_is_posted_once_by_either_interface(KashFlowService service)
    {
        var client = Connect(connection => connection.JournalsBy = service);
        var step = await Journal(client).RunAsync();
        (step.Output<bool>("AlreadyPosted"), step.Output<decimal>("TotalDebit"), step.Output<decimal>("TotalCredit")).ShouldBe((false, 120m, 120m));
        var journal = Company.Journals.ShouldHaveSingleItem();
        (journal.Date, journal.Comment).ShouldBe((new DateOnly(2026, 11, 20), "S-1 Opayo settlement"));
        journal.Lines.Select(line => (line.NominalCode, line.Debit, line.Credit)).ShouldBe([(1200, 117.3m, 0m), (7600, 2.7m, 0m), (1210, 0m, 120m)]);
        (await Journal(client).RunAsync()).Output<bool>("AlreadyPosted").ShouldBeTrue();
        (Company.Journals.Count, Company.UnbalancedJournals.Count, Company.JournalBalance(1210)).ShouldBe((1, 0, -120m));
    }

    [Fact]
    public async Task A_journal_with_the_reference_and_another_total_is_refused()
    {
        await Journal().RunAsync();
        object[] other = [new { account = "1200", side = "Debit", amount = 5m }, new { account = "1210", side = "Credit", amount = 5m }];
        (await Should.ThrowAsync<ActivityException>(() => Journal().With(new { Lines = other }).RunAsync())).Message.ShouldContain("over 120.00 GBP, but 5.00 GBP");
        (await Journal().With(new { Lines = other }).ReconcileAsync()).ShouldBe(Reconciliation.Unknown);
        Company.Journals.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_journal_that_is_wrong_is_not_sent_and_says_where()
    {
        object[] unbalanced = [new { account = "1200", side = "Debit", amount = 5m }, new { account = "1210", side = "Credit", amount = 4.99m }];
        (await Should.ThrowAsync<ActivityException>(() => Journal().With(new { Lines = unbalanced }).RunAsync())).Message.ShouldContain("0.01 is missing on the credit side");
        object[] broken = [new { account = "", side = "None", amount = 0m }, new { account = "1210", side = "Credit", amount = 4m, currency = "EUR" }];
        var failure = await Should.ThrowAsync<ActivityException>(() => Journal().With(new { Lines = broken }).RunAsync());
        failure.Kind.ShouldBe(FailureKind.InvalidData);
        failure.Message.ShouldContain("line 2 is in EUR");
        Host.Faults.Set(new Fault(FaultKind.UnknownAccount) { System = "kashflow", Account = "7600" });
        var missing = await Should.ThrowAsync<ActivityException>(() => Journal().RunAsync());
        (missing.Kind, missing.Message.Contains("no nominal code 7600 (line 2)", StringComparison.Ordinal)).ShouldBe((FailureKind.Rejected, true));
        Company.Journals.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_journal_whose_answer_was_lost_is_there_once(FaultKind fault, int status)
    {
        foreach (var service in new[] { KashFlowService.Soap, KashFlowService.Rest })
        {
            var client = Connect(connection => connection.JournalsBy = service, fault == FaultKind.Hang);
            foreach (var afterCommit in new[] { false, true })
            {
                var reference = $"J-{service}-{afterCommit}";
                Lose("create journal", fault, status, afterCommit);
                (await Should.ThrowAsync<ActivityException>(() => Journal(client, reference).RunAsync())).Kind.ShouldBe(FailureKind.OutcomeUnknown);
                (await Journal(client, reference).ReconcileAsync()).ShouldBe(afterCommit ? Reconciliation.Applied : Reconciliation.NotApplied);
                await Journal(client, reference).RunAsync();
                Company.Journals.Count(journal => journal.Reference == reference).ShouldBe(1);
            }
        }
    }

    private static InvoiceLine Line(Random random)
    {
        var net = random.Next(1, 100_000) / 100m;
        var rate = new[] { 20m, 5m, 0m }[random.Next(3)];
        return new InvoiceLine
        {
            Account = random.Next(2) == 0 ? "4000" : "4010", TaxCode = $"{rate}", Quantity = 1, UnitPrice = net, Amount = net,
            Tax = decimal.Round(net * rate / 100, 2, MidpointRounding.AwayFromZero),
        };
    }

    private ActivityRun Refund(decimal amount, string reference = Reference, KashFlowClient? client = null) => Step(
        new RecordRefund(),
        new { InvoiceNumber = "1042", Amount = amount, Date = "2026-11-20", Reference = reference, Method = "Credit Card", Account = "Card clearing", Reason = "Returned goods" },
        client);

    private ActivityRun Journal(KashFlowClient? client = null, string reference = "S-1") => Step(
        new PostJournal(),
        new
        {
            Date = "2026-11-20",
            Title = "Opayo settlement",
            Reference = reference,
            Lines = new object[]
            {
                new { account = "1200", side = "Debit", amount = 117.3m }, new { account = "7600", side = "Debit", amount = 2.7m }, new { account = "1210", side = "Credit", amount = 120m },
            },
        },
        client);
}

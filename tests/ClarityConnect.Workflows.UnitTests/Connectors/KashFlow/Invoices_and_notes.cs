using ClarityConnect.Workflows.Connectors.KashFlow.Invoices;
using ClarityConnect.Workflows.Connectors.KashFlow.Notes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.KashFlow;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.KashFlow;

public sealed class Invoices_and_notes : KashFlowTwin
{
    [Theory]
    [InlineData(null, "INV-1042-1", 1042)]
    [InlineData(null, "inv-1042", 1042)]
    [InlineData(null, " INV-1042-a7 ", 1042)]
    [InlineData(null, "ORDER-1042", null)]
    [InlineData(null, "INV-1042-1-2", null)]
    [InlineData(null, "INV-12345678901", null)]
    [InlineData(null, "", null)]
    [InlineData("{shop}_{number}", "web_77", 77)]
    [InlineData("R.{number}", "RX77", null)]
    [InlineData("A-{number} | B-{number}-{try}", "B-9-1", 9)]
    public void The_invoice_number_is_taken_from_a_reference_that_fits_as_a_whole(string? pattern, string reference, int? number) =>
        new InvoiceNumberPattern(pattern).Match(reference).ShouldBe(number);

    [Theory]
    [InlineData("INV-")]
    [InlineData("{number}-{number}")]
    [InlineData("INV-{number")]
    public void A_pattern_that_names_no_number_or_two_is_refused(string pattern) =>
        Should.Throw<ActivityException>(() => new InvoiceNumberPattern(pattern)).Kind.ShouldBe(FailureKind.Misconfigured);

    [Fact]
    public async Task An_invoice_is_found_by_number_and_by_a_payments_reference()
    {
        foreach (object by in new object[] { new { InvoiceNumber = "1042" }, new { PaymentReference = "INV-1042-1" } })
        {
            var step = await Step(new FindInvoice(), by).RunAsync();
            step.Outcomes.ShouldBe(["Found"]);
            var invoice = step.Output<Invoice>("Result");
            (invoice.Number, invoice.CustomerId, invoice.Reference, invoice.Date, invoice.DueDate, invoice.Currency, invoice.Total, invoice.Due).ShouldBe(
                ("1042", "ACME01", "PO-88", new DateOnly(2026, 11, 10), new DateOnly(2026, 12, 10), "GBP", 120m, 120m));
            invoice.Lines.ShouldHaveSingleItem().ShouldBe(new InvoiceLine { Description = "Goods", Account = "4000", Quantity = 1, UnitPrice = 100, Amount = 100, Tax = 20, TaxCode = "20" });
        }
    }

    [Fact]
    public async Task What_cannot_be_found_is_an_outcome()
    {
        var missing = await Step(new FindInvoice(), new { PaymentReference = "INV-5-1" }).RunAsync();
        (missing.Outcomes![0], missing.Output<string>("Number")).ShouldBe(("Not found", "5"));
        (await Step(new FindInvoice(), new { PaymentReference = "no number" }).RunAsync()).Outcomes.ShouldBe(["No invoice number"]);
        (await Step(new FindInvoice(), new { }).RunAsync()).Outcomes.ShouldBe(["No invoice number"]);
    }

    [Fact]
    public async Task An_invoice_is_created_once_for_a_customer_and_reference()
    {
        var step = await Create(Order("SO-1")).RunAsync();
        step.Outcomes.ShouldBe(["Created"]);
        step.Output<string>("Number").ShouldBe("1043");
        var held = Company.Invoices[1];
        (held.Number, held.Reference, held.Net, held.Vat, held.Currency).ShouldBe((1043, "SO-1", 35.50m, 6.10m, "EUR"));
        (await Create(Order("SO-1")).RunAsync()).Outcomes.ShouldBe(["Already there"]);
        (await Should.ThrowAsync<ActivityException>(() => Create(Order("SO-1") with { Total = 30.60m, Lines = [Order("x").Lines[0]] }).RunAsync())).Kind.ShouldBe(FailureKind.Rejected);
        Company.Invoices.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_does_not_add_up_is_not_sent()
    {
        var failure = await Should.ThrowAsync<ActivityException>(() => Create(Order("SO-1") with { Total = 41.61m, CustomerId = null }).RunAsync());
        failure.Kind.ShouldBe(FailureKind.InvalidData);
        failure.Message.ShouldContain("no customer code");
        failure.Message.ShouldContain("come to 41.60 EUR, its total to 41.61 EUR");
        (await Should.ThrowAsync<ActivityException>(() => Create(Order("SO-1") with { Currency = "CHF" }).RunAsync())).Message.ShouldContain("There are: GBP, EUR, USD");
        (await Should.ThrowAsync<ActivityException>(() => Create(Order("SO-1") with { CustomerId = "NOBODY" }).RunAsync())).Kind.ShouldBe(FailureKind.Rejected);
        Company.Invoices.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task An_invoice_whose_answer_was_lost_is_there_once(FaultKind fault, int status)
    {
        var client = Connect(isImpatient: fault == FaultKind.Hang);
        foreach (var afterCommit in new[] { true, false })
        {
            var reference = $"SO-{afterCommit}";
            Lose("create invoice", fault, status, afterCommit);
            (await Should.ThrowAsync<ActivityException>(() => Create(Order(reference), client).RunAsync())).Kind.ShouldBe(FailureKind.OutcomeUnknown);
            (await Create(Order(reference), client).ReconcileAsync()).ShouldBe(afterCommit ? Reconciliation.Applied : Reconciliation.NotApplied);
            (await Create(Order(reference), client).RunAsync()).Outcomes.ShouldBe([afterCommit ? "Already there" : "Created"]);
            Company.Invoices.Count(invoice => invoice.Reference == reference).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Facts_about_a_payment_go_into_a_note_of_one_line()
    {
        var step = await Note().RunAsync();
        step.Outcomes.ShouldBe(["Added"]);
        Company.Invoices[0].Notes.ShouldBe(["TX-77 Opayo payment | fraud score: 12 | gateway reference: A1/B2"]);
        (await Note().RunAsync()).Outcomes.ShouldBe(["Already there"]);
        (await Note().With(new { InvoiceNumber = "7" }).RunAsync()).Outcomes.ShouldBe(["Invoice not found"]);
        Company.Invoices[0].Notes.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_note_whose_answer_was_lost_is_there_once(FaultKind fault, int status)
    {
        var client = Connect(isImpatient: fault == FaultKind.Hang);
        Lose("create note", fault, status, afterCommit: false);
        (await Should.ThrowAsync<ActivityException>(() => Note(client).RunAsync())).Kind.ShouldBe(FailureKind.OutcomeUnknown);
        (await Note(client).ReconcileAsync()).ShouldBe(Reconciliation.NotApplied);
        Lose("create note", fault, status, afterCommit: true);
        (await Should.ThrowAsync<ActivityException>(() => Note(client).RunAsync())).Kind.ShouldBe(FailureKind.OutcomeUnknown);
        (await Note(client).ReconcileAsync()).ShouldBe(Reconciliation.Applied);
        Company.Invoices[0].Notes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Lists_longer_than_a_page_are_read_to_the_end()
    {
        for (var number = 1; number <= 130; number++)
            await Company.AddInvoiceAsync(new KashFlowInvoice(number, "MANY", 1m) { Reference = $"PAGE {number}" });
        (await InvoiceLookup.FindByReferenceAsync(Client, "MANY", "PAGE 130", isCredit: false, Ct)).ShouldNotBeNull();
        (await InvoiceLookup.FindByReferenceAsync(Client, "MANY", "PAGE", isCredit: false, Ct)).ShouldBeNull();
    }

    private static Invoice Order(string reference) => new()
    {
        CustomerId = "ACME01",
        Reference = reference,
        Date = new DateOnly(2026, 11, 19),
        Currency = "EUR",
        Total = 41.60m,
        Lines =
        [
            new InvoiceLine { Description = "Widgets", Account = "4000", Quantity = 3, UnitPrice = 8.50m, Amount = 25.50m, Tax = 5.10m, TaxCode = "20%" },
            new InvoiceLine { Description = "Books", Quantity = 1, UnitPrice = 10m, Amount = 10m, Tax = 1m },
        ],
    };

    private ActivityRun Create(Invoice invoice, ClarityConnect.Workflows.Connectors.KashFlow.KashFlowClient? client = null) =>
        Step(new CreateInvoice(), new { Invoice = invoice, DefaultNominalCode = "4010" }, client);

    private ActivityRun Note(ClarityConnect.Workflows.Connectors.KashFlow.KashFlowClient? client = null) => Step(
        new AddInvoiceNote(),
        new
        {
            InvoiceNumber = "1042", Reference, Text = "Opayo\npayment", Details = new Dictionary<string, string> { ["fraud score"] = "12", ["address check"] = "", ["gateway reference"] = "A1|B2" },
        },
        client);
}

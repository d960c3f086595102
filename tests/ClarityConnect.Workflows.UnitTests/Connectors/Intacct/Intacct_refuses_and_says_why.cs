using ClarityConnect.Workflows.Connectors.Intacct.Customers;
using ClarityConnect.Workflows.Connectors.Intacct.Invoices;
using ClarityConnect.Workflows.Connectors.Intacct.Journals;
using ClarityConnect.Workflows.Connectors.Intacct.Payments;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Faults;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Intacct;

public sealed class Intacct_refuses_and_says_why
{
    [Theory]
    [InlineData("XmlGateway")]
    [InlineData("Rest")]
    public async Task An_account_that_is_not_there_is_named_and_the_journal_posts_after_the_fix(string api)
    {
        await using var twin = await IntacctTwin.StartAsync();
        var missing = twin.Host.Faults.Set(new Fault(FaultKind.UnknownAccount) { Account = "4000" });
        var run = twin.Run(new PostJournal(), IntacctTwin.Journal(), api);
        var failure = await Should.ThrowAsync<ActivityException>(run.RunAsync);
        failure.Kind.ShouldBe(FailureKind.Rejected);
        failure.Message.ShouldBe("Intacct refused: Invalid GL Account number '4000' specified. Check the account number.");
        failure.VendorCode.ShouldBe("BL01001973");
        failure.VendorMessage.ShouldNotBeNull().ShouldContain("Could not create GLBatch record!");

        // The same words under the same key: REST replays its refusal until another key is used.
        twin.Host.Faults.Remove(missing);
        await run.RunAsync();
        twin.Host.Intacct.TimesPosted("GJ", "HPS-0457-20261119").ShouldBe(1);
    }

    [Theory]
    [InlineData("XmlGateway")]
    [InlineData("Rest")]
    public async Task A_closed_period_and_an_inactive_project_are_refused_with_advice(string api)
    {
        await using var twin = await IntacctTwin.StartAsync();
        var inactive = await Should.ThrowAsync<ActivityException>(twin.Run(new PostJournal(), IntacctTwin.Journal(project: "P-OLD"), api).RunAsync);
        (inactive.Kind, inactive.Message).ShouldBe((FailureKind.Rejected, "Intacct refused: Invalid Project 'P-OLD' specified. Check the project."));
        twin.Host.Intacct.CloseBooksThrough(IntacctTwin.Day);
        foreach (var write in new[] { "journal", "invoice", "credit" })
        {
            var closed = await Should.ThrowAsync<ActivityException>((await twin.WriteAsync(write, api)).RunAsync);
            (closed.Kind, closed.Message).ShouldBe((FailureKind.Rejected, "Intacct refused: The period for 11/19/2026 is closed. Open the period or use another date."));
        }
    }

    [Theory]
    [InlineData("XmlGateway")]
    [InlineData("Rest")]
    public async Task A_missing_currency_is_a_matter_of_the_data(string api)
    {
        await using var twin = await IntacctTwin.StartAsync(new SimulatorOptions { IntacctMultiCurrency = true });
        var values = new { Journal = "GJ", Date = IntacctTwin.Day, Title = "t", Reference = "R", Lines = IntacctTwin.Lines(currency: null) };
        var told = await Should.ThrowAsync<ActivityException>(twin.Run(new PostJournal(), values, api).RunAsync);
        told.Kind.ShouldBe(FailureKind.InvalidData);
        told.Message.ShouldContain("Currency is required");
        var before = await Should.ThrowAsync<ActivityException>(twin.Run(new PostJournal(), values, api, connection => connection.HasSeveralCurrencies = true).RunAsync);
        before.Kind.ShouldBe(FailureKind.InvalidData);
        before.Message.ShouldContain("line 1 (1210) has no currency");
        twin.Host.Intacct.Batches.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("XmlGateway")]
    [InlineData("Rest")]
    public async Task Amounts_in_another_currency_are_converted_by_type_or_by_rate(string api)
    {
        await using var twin = await IntacctTwin.StartAsync(new SimulatorOptions { IntacctMultiCurrency = true });
        object Values(string reference, string? type, decimal? rate) => new
        {
            Journal = "GJ", Date = IntacctTwin.Day, Title = "t", Reference = reference, Lines = IntacctTwin.Lines(currency: "EUR"),
            ExchangeRateType = type, ExchangeRateDate = IntacctTwin.Day, Rate = rate, OtherDimensions = new Dictionary<string, string> { ["employee"] = "E-1", ["class"] = "RETAIL" },
            CustomFields = new Dictionary<string, string> { ["HEARTLAND_STORE"] = "3" },
        };
        await twin.Run(new PostJournal(), Values("BY-TYPE", "Intacct Daily Rate", null), api).RunAsync();
        await twin.Run(new PostJournal(), Values("BY-RATE", null, 1.25m), api).RunAsync();
        twin.Host.Intacct.Batches.Select(batch => batch.Entries[0].BaseAmount).ShouldBe([108.50m, 125.00m]);
        var entry = twin.Host.Intacct.Batches[0].Entries[0];
        (entry.Currency, entry.Dimensions["EMPLOYEEID"], entry.Dimensions["CLASSID"], twin.Host.Intacct.Batches[0].CustomFields["HEARTLAND_STORE"]).ShouldBe(("EUR", "E-1", "RETAIL", "3"));
        var unknown = await Should.ThrowAsync<ActivityException>(twin.Run(new PostJournal(), Values("NO-TYPE", "Moon Rate", null), api).RunAsync);
        unknown.Message.ShouldContain("Moon Rate");
        (await Should.ThrowAsync<ActivityException>(twin.Run(new PostJournal(), Values("BOTH", "Corporate", 2m), api).RunAsync)).Kind.ShouldBe(FailureKind.InvalidData);
    }

    [Theory]
    [InlineData("XmlGateway")]
    [InlineData("Rest")]
    public async Task A_number_that_another_invoice_has_is_not_used_again(string api)
    {
        await using var twin = await IntacctTwin.StartAsync();
        await twin.InvoiceAsync(api: api);
        var other = twin.Run(new CreateInvoice(), new { Invoice = IntacctTwin.Invoice(amount: "5.00"), TaxAccount = "2200" }, api);
        var failure = await Should.ThrowAsync<ActivityException>(other.RunAsync);
        failure.Kind.ShouldBe(FailureKind.Rejected);
        failure.Message.ShouldContain("108.25");
        (await other.ReconcileAsync()).ShouldBe(ClarityConnect.Workflows.Sdk.Activities.Reconciliation.Unknown);
        twin.Host.Intacct.Invoices.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_wrong_with_an_invoice_or_payment_is_told_before_it_is_sent()
    {
        await using var twin = await IntacctTwin.StartAsync();
        var tax = await Should.ThrowAsync<ActivityException>(twin.Run(new CreateInvoice(), new { Invoice = IntacctTwin.Invoice() }).RunAsync);
        (tax.Kind, tax.Message).ShouldBe((FailureKind.InvalidData, "The invoice 'INV-1' was not sent: its lines have tax; name the account that tax is owed on."));
        var over = await Should.ThrowAsync<ActivityException>(twin.Run(new RecordPayment(), IntacctTwin.Payment("1", amount: "100.00")).RunAsync);
        over.Message.ShouldContain("8.25 more goes to its invoices than was paid (100.00)");
        twin.Host.Ledger.Find("intacct").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bad_email_address_is_refused_in_intacts_own_words()
    {
        await using var twin = await IntacctTwin.StartAsync();
        var failure = await Should.ThrowAsync<ActivityException>(twin.Run(new CreateCustomer(), new { CustomerId = "X", Customer = new { company = "X Ltd", email = "nowhere" } }).RunAsync);
        (failure.Kind, failure.VendorCode).ShouldBe((FailureKind.Rejected, "BL03000018"));
        failure.Message.ShouldContain("'nowhere' is not valid");
    }
}

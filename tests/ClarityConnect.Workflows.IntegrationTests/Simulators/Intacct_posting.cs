using System.Xml.Linq;
using ClarityConnect.Workflows.Simulators.Faults;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Simulators.IntacctMessages;

namespace ClarityConnect.Workflows.IntegrationTests.Simulators;

public sealed class Intacct_posting : SimulatorTest
{
    [Fact]
    public async Task A_journal_entry_is_booked_line_by_line()
    {
        var result = await FunctionAsync(Create(Batch(date: "3/2/2026", extra: "<STATE>Posted</STATE>")), "hps-0457-je");
        Status(result).ShouldBe("success");
        var data = result.Element("data")!;
        (data.Attribute("listtype")!.Value, data.Attribute("count")!.Value).ShouldBe(("objects", "1"));
        var batch = Host.Intacct.Batches.ShouldHaveSingleItem();
        data.Element("glbatch")!.Element("RECORDNO")!.Value.ShouldBe($"{batch.RecordNo}");
        batch.BatchDate.ShouldBe(Monday);
        batch.ReferenceNo.ShouldBe("HPS-0457-20260302");
        batch.ControlId.ShouldBe("hps-0457-je");
        batch.Entries.Select(e => (e.AccountNo, e.Signed, e.Location, e.Department, e.Document)).ShouldBe(
            [("1210", 100m, "100", null, "0457"), ("4000", -100m, "100", "POS", null)]);
        Host.Intacct.Balance("1210", "100").ShouldBe(100m);
        Host.Ledger.Succeeded("intacct", "create GLBATCH", "HPS-0457-20260302").ShouldBe(1);
    }

    public static TheoryData<string, string, string> Refusals => new()
    {
        { Batch(account: "4999"), "BL01001973", "Invalid GL Account number '4999' specified. [Support ID: SIM0001]" },
        { Batch(account: "4990"), "BL01001973", "Invalid GL Account number '4990' specified." },
        { Batch(journal: "XX"), "BL01001973", "Invalid Journal 'XX' specified." },
        { Batch(location: "950"), "BL01001973", "Invalid Location '950' specified." },
        { Batch(department: "XX"), "BL01001973", "Invalid Department 'XX' specified." },
        { Batch(lineExtra: "<CUSTOMERID>C1</CUSTOMERID>"), "BL01001973", "Invalid Customer 'C1' specified." },
        { Batch(account: "6100", department: ""), "BL03000018", "Department is required for account 6100" },
        { Batch(location: ""), "BL03000018", "Location is required" },
        { Batch(credit: "99.99"), "BL01001973", "Transactions do not balance for Location 100" },
        { Batch(location: "200"), "BL01001973", "Transactions do not balance for Location 100" },
        { Batch(credit: "99.99", extra: "<BASELOCATION_NO>100</BASELOCATION_NO>"), "BL01001973", "Transactions do not balance for the company" },
        { Batch(debit: "0", credit: "0"), "BL03000018", "greater than zero" },
        { Batch(debit: "-5", credit: "-5"), "BL03000018", "greater than zero" },
        { Batch(debit: "1,000.00"), "BL03000018", "is not an amount" },
        { Batch(date: "2026-03-02"), "BL03000018", "mm/dd/yyyy" },
        { Batch(date: "02/30/2026"), "BL03000018", "mm/dd/yyyy" },
        { Batch(extra: "<STATE>Done</STATE>"), "BL03000018", "Invalid state" },
        { Batch(extra: "<REVERSEDATE>03/02/2026</REVERSEDATE>"), "BL03000018", "reversal date" },
        { Batch().Replace("<BATCH_TITLE>Heartland settlement #0457</BATCH_TITLE>", "", StringComparison.Ordinal), "BL03000018", "BATCH_TITLE is required" },
        { Batch().Replace("<CURRENCY>USD</CURRENCY>", "<CURRENCY>EUR</CURRENCY>", StringComparison.Ordinal), "BL01001973", "Invalid Currency 'EUR'" },
        { "<GLBATCH><JOURNAL>GJ</JOURNAL><BATCH_DATE>03/02/2026</BATCH_DATE><BATCH_TITLE>t</BATCH_TITLE><ENTRIES><GLENTRY/></ENTRIES></GLBATCH>", "BL03000018", "at least two lines" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task An_entry_that_breaks_a_rule_is_refused_with_its_cause_and_the_wrapper(string batch, string number, string text)
    {
        var result = await FunctionAsync(Create(batch));
        Status(result).ShouldBe("failure");
        result.Element("data").ShouldBeNull();
        var errors = Errors(result);
        errors.Count.ShouldBe(2);
        errors[0].ShouldStartWith(number);
        errors[0].ShouldContain(text);
        errors[1].ShouldBe("BL01001973: Could not create GLBatch record!");
        Host.Intacct.Batches.ShouldBeEmpty();
    }

    [Fact]
    public async Task Entities_need_not_balance_when_a_source_entity_is_named()
    {
        Status(await FunctionAsync(Create(Batch(location: "200", extra: "<BASELOCATION_NO>100</BASELOCATION_NO>")))).ShouldBe("success");
        Host.Intacct.Balance("4000", "200").ShouldBe(-100m);
    }

    [Fact]
    public async Task A_closed_period_refuses_entries_until_it_is_opened()
    {
        Host.Intacct.CloseBooksThrough(Monday);
        Errors(await FunctionAsync(Create(Batch())))[0].ShouldContain("The period for 03/02/2026 is closed");
        Status(await FunctionAsync(Create(Batch(date: "03/03/2026")))).ShouldBe("success");
        Host.Intacct.CloseBooksThrough(null);
        Status(await FunctionAsync(Create(Batch()))).ShouldBe("success");
    }

    [Fact]
    public async Task A_reversal_date_books_the_opposite_too()
    {
        await FunctionAsync(Create(Batch(extra: "<REVERSEDATE>03/03/2026</REVERSEDATE>")));
        Host.Intacct.Batches.Count.ShouldBe(2);
        Host.Intacct.Batches[1].Reverses.ShouldBe(Host.Intacct.Batches[0].RecordNo);
        Host.Intacct.Balance("1210").ShouldBe(0m);
        Host.Intacct.PostedTwice.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_entity_session_forces_its_location_on_every_line()
    {
        var response = await IntacctAsync(Request(
            $"<function controlid=\"f\">{Create(Batch(location: "200"))}</function>", Login(location: "<locationid>300</locationid>")));
        Status(response.Descendants("result").Single()).ShouldBe("success");
        Host.Intacct.Batches.Single().Entries.ShouldAllBe(e => e.Location == "300");
    }

    [Fact]
    public async Task Amounts_are_rounded_to_cents_and_must_balance_after_that()
    {
        Status(await FunctionAsync(Create(Batch(debit: "10.004", credit: "10.00")))).ShouldBe("success");
        Status(await FunctionAsync(Create(Batch(debit: "10.005", credit: "10.00")))).ShouldBe("failure");
    }

    [Fact]
    public async Task A_failure_may_carry_the_records_that_were_stored()
    {
        var result = await FunctionAsync($"<create>{Batch("GOOD")}{Batch("BAD", account: "4999")}</create>");
        Status(result).ShouldBe("failure");
        result.Element("data")!.Elements("glbatch").Count().ShouldBe(1);
        Errors(result)[0].ShouldContain("4999");
        Host.Intacct.Batches.ShouldHaveSingleItem().ReferenceNo.ShouldBe("GOOD");
    }

    [Fact]
    public async Task Without_a_transaction_each_function_stands_alone()
    {
        var results = await TwoAsync(transaction: false);
        results.Select(Status).ShouldBe(["success", "failure"]);
        Host.Intacct.Batches.ShouldHaveSingleItem().ReferenceNo.ShouldBe("ONE");
    }

    [Fact]
    public async Task In_a_transaction_the_culprit_fails_and_the_others_are_aborted()
    {
        var results = await TwoAsync(transaction: true);
        results.Select(Status).ShouldBe(["aborted", "failure"]);
        results[0].Element("data").ShouldBeNull();
        Errors(results[0]).ShouldHaveSingleItem().ShouldStartWith("XL03000009");
        Errors(results[1])[0].ShouldContain("'4999'");
        Host.Intacct.Batches.ShouldBeEmpty();
        // Nothing was executed, so the control ids are free.
        Status(await FunctionAsync(Create(Batch("ONE")), "f1", uniqueId: true)).ShouldBe("success");
    }

    [Fact]
    public async Task In_a_transaction_a_partly_good_create_stores_nothing()
    {
        var response = await IntacctAsync(Request($"<function controlid=\"f1\"><create>{Batch("GOOD")}{Batch("BAD", account: "4999")}</create></function>", transaction: true));
        response.Descendants("data").ShouldBeEmpty();
        Host.Intacct.Batches.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_culprit_can_show_as_aborted_too()
    {
        Host.Faults.Set(new Fault(FaultKind.CulpritAborted));
        var results = await TwoAsync(transaction: true);
        results.Select(Status).ShouldBe(["aborted", "aborted"]);
        Errors(results[1])[0].ShouldContain("'4999'");
        Errors(results[1])[^1].ShouldStartWith("XL03000009");
    }

    [Fact]
    public async Task Stable_error_ids_come_on_request()
    {
        var response = await IntacctAsync(Request(
            $"<function controlid=\"f1\">{Create(Batch(credit: "1.00"))}</function>", control: "<showadditionalerrorinfo>true</showadditionalerrorinfo>"));
        response.Descendants("errorid").Select(e => e.Value).ShouldBe(["GL-1009", "GL-0951"]);
    }

    [Fact]
    public async Task An_entry_can_be_deleted_once()
    {
        await FunctionAsync(Create(Batch()));
        var delete = $"<delete><object>GLBATCH</object><keys>{Host.Intacct.Batches[0].RecordNo}</keys></delete>";
        var result = await FunctionAsync(delete);
        Status(result).ShouldBe("success");
        result.Element("data").ShouldBeNull();
        Errors(await FunctionAsync(delete))[0].ShouldStartWith("DL02000001");
        Host.Intacct.Balance("1210").ShouldBe(0m);
        Host.Intacct.TimesPosted("GJ", "HPS-0457-20260302").ShouldBe(1);
    }

    private async Task<List<XElement>> TwoAsync(bool transaction)
    {
        var functions = $"<function controlid=\"f1\">{Create(Batch("ONE"))}</function><function controlid=\"f2\">{Create(Batch("TWO", account: "4999"))}</function>";
        return [.. (await IntacctAsync(Request(functions, transaction: transaction, uniqueId: true))).Descendants("result")];
    }
}

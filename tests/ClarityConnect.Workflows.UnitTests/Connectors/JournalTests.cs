using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Intacct.Journals;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors;

public sealed class JournalTests
{
    private static readonly JournalEntry Entry = new()
    {
        Journal = "GJ", Date = new DateOnly(2026, 11, 19), Title = "Heartland settlement 2026-11-19 #0457", Reference = "HPS-0457-20261119", State = "Posted",
        Lines =
        [
            new() { Document = "0457", Account = "1210", Side = JournalSide.Debit, Amount = 1182.5m, Currency = "USD", Location = "100", Description = "Card clearing VISA" },
            new() { Account = "4000", Side = JournalSide.Credit, Amount = 1100m, Currency = "USD", Location = "100", Department = "POS", Description = "Sales" },
            new() { Account = "2200", Side = JournalSide.Credit, Amount = 82.5m, Currency = "USD", Location = "100", Description = "Sales tax" },
        ],
    };

    [Fact]
    public void A_journal_is_written_as_the_vendor_documents_it()
    {
        var expected = XElement.Parse(
            "<GLBATCH><JOURNAL>GJ</JOURNAL><BATCH_DATE>11/19/2026</BATCH_DATE><BATCH_TITLE>Heartland settlement 2026-11-19 #0457</BATCH_TITLE><REFERENCENO>HPS-0457-20261119</REFERENCENO><STATE>Posted</STATE><ENTRIES>"
            + "<GLENTRY><DOCUMENT>0457</DOCUMENT><ACCOUNTNO>1210</ACCOUNTNO><TR_TYPE>1</TR_TYPE><TRX_AMOUNT>1182.50</TRX_AMOUNT><CURRENCY>USD</CURRENCY><LOCATION>100</LOCATION><DESCRIPTION>Card clearing VISA</DESCRIPTION></GLENTRY>"
            + "<GLENTRY><ACCOUNTNO>4000</ACCOUNTNO><TR_TYPE>-1</TR_TYPE><TRX_AMOUNT>1100.00</TRX_AMOUNT><CURRENCY>USD</CURRENCY><LOCATION>100</LOCATION><DEPARTMENT>POS</DEPARTMENT><DESCRIPTION>Sales</DESCRIPTION></GLENTRY>"
            + "<GLENTRY><ACCOUNTNO>2200</ACCOUNTNO><TR_TYPE>-1</TR_TYPE><TRX_AMOUNT>82.50</TRX_AMOUNT><CURRENCY>USD</CURRENCY><LOCATION>100</LOCATION><DESCRIPTION>Sales tax</DESCRIPTION></GLENTRY></ENTRIES></GLBATCH>");
        var written = JournalXml.Write(JournalDraft.Of(Entry, WriteSettings.None));
        XNode.DeepEquals(written, expected).ShouldBeTrue(written.ToString());
    }

    [Fact]
    public void A_good_journal_passes() => Should.NotThrow(() => JournalCheck.Check(JournalDraft.Of(Entry, WriteSettings.None), severalCurrencies: false));

    [Fact]
    public void A_line_on_the_wrong_side_is_named()
    {
        var turned = Entry with { Lines = [Entry.Lines[0], Entry.Lines[1], Entry.Lines[2] with { Side = JournalSide.Debit }] };
        Problem(turned).ShouldBe(
            "The journal 'HPS-0457-20261119' was not sent: it does not balance for location 100: debit 1265.00, credit 1100.00, so 165.00 is missing on the credit side; line 3 (2200 Sales tax) has half of it and may be on the wrong side.");
    }

    [Fact]
    public void A_line_without_its_counterpart_is_named() =>
        Problem(Entry with { Lines = [Entry.Lines[0], Entry.Lines[1], Entry.Lines[2], Entry.Lines[2] with { Account = "2300" }] })
            .ShouldContain("82.50 is missing on the debit side; line 3 (2200 Sales tax) has this amount and may have no counterpart");

    [Fact]
    public void Each_location_balances_by_itself()
    {
        var split = Entry with { Lines = [Entry.Lines[0], Entry.Lines[1], Entry.Lines[2] with { Location = "200" }] };
        Problem(split).ShouldContain("for location 100");
        Problem(split).ShouldContain("for location 200");
        Should.NotThrow(() => JournalCheck.Check(JournalDraft.Of(split, WriteSettings.None) with { BaseLocation = "100" }, severalCurrencies: false));
    }

    [Theory]
    [InlineData("0", "above zero")]
    [InlineData("-5", "above zero")]
    [InlineData("1.005", "more digits than the currency")]
    public void An_amount_that_cannot_be_posted_is_named_with_its_line(string amount, string words)
    {
        var wrong = Entry.Lines[1] with { Amount = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture) };
        Problem(Entry with { Lines = [Entry.Lines[0], wrong] }).ShouldContain("line 2 (4000 Sales)");
        Problem(Entry with { Lines = [Entry.Lines[0], wrong] }).ShouldContain(words);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var problem = Problem(Entry with { Reference = new string('r', 46), Title = " ", Lines = [new JournalLine { Amount = 1 }] });
        foreach (var words in new[] { "46 characters", "no title", "one line", "line 1 has no account", "line 1 says neither debit nor credit" })
            problem.ShouldContain(words);
    }

    private static string Problem(JournalEntry entry)
    {
        var failure = Should.Throw<ActivityException>(() => JournalCheck.Check(JournalDraft.Of(entry, WriteSettings.None), severalCurrencies: false));
        failure.Kind.ShouldBe(FailureKind.InvalidData);
        return failure.Message;
    }
}

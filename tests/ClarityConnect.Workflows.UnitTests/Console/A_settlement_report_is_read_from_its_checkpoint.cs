using ClarityConnect.Workflows.Console.Reports;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Console;

public class A_settlement_report_is_read_from_its_checkpoint
{
    [Fact]
    public void Every_member_arrives()
    {
        var row = SettlementRuns.Read(SettlementRuns.Report).Row.ShouldNotBeNull();
        row.Store.ShouldBe("Hudson Street");
        row.Location.ShouldBe("100");
        row.BusinessDate.ShouldBe(new DateOnly(2026, 1, 5));
        row.DeviceId.ShouldBe("2409001");
        row.BatchId.ShouldBe("5012");
        row.Tickets.ShouldBe(31);
        row.Currency.ShouldBe("USD");
        row.Amounts.ShouldBe(new SettlementAmounts
        {
            Gross = 1812.40m, Discounts = 12m, Refunds = 30.10m, Tax = 157.25m, Tips = 41m, Cash = 300m, Visa = 1000.10m, Mastercard = 400m, Amex = 200m,
            GiftCard = 0m, Fees = 31.07m, Net = 1569.03m, Debits = 3400m, Credits = 3400m,
        });
        row.SalesJournal.ShouldBe("1001");
        row.SettlementJournal.ShouldBe("1002");
        row.IsBalanced.ShouldBeTrue();
        row.Differences.ShouldBeEmpty();
    }

    [Fact]
    public void Amounts_are_exact_where_binary_fractions_are_not() =>
        SettlementRuns.Read(SettlementRuns.With("gross", "12345678901234.57")).Row!.Amounts.Gross.ShouldBe(12345678901234.57m);

    [Fact]
    public void Differences_are_kept_and_the_batch_is_not_balanced()
    {
        var row = SettlementRuns.Read(SettlementRuns.Report.Replace("\"balanced\":true,\"differences\":[]", "\"balanced\":false,\"differences\":[\"account 4000: 1.00\"]")).Row!;
        row.IsBalanced.ShouldBeFalse();
        row.Differences.ShouldBe(["account 4000: 1.00"]);
    }

    [Theory]
    [InlineData("gross", "a lot", "The report's 'gross' is \"a lot\", not an amount.")]
    [InlineData("gross", "1,812.40", "The report's 'gross' is \"1,812.40\", not an amount.")]
    [InlineData("businessDate", "01/05/2026", "The report's 'businessDate' is '01/05/2026', not a date such as 2026-01-31.")]
    [InlineData("store", null, "The report has no 'store'.")]
    public void What_cannot_be_read_is_named_and_not_guessed(string member, string? value, string problem)
    {
        var entry = SettlementRuns.Read(SettlementRuns.With(member, value));
        entry.Row.ShouldBeNull();
        entry.Problem.ShouldBe(problem);
    }

    [Fact]
    public void An_output_kept_apart_is_named()
    {
        var checkpoint = SettlementRuns.Checkpoint("""{"hash":"ab","length":70000}""");
        SettlementReader.Read(SettlementRuns.Run(), checkpoint).Problem!.ShouldContain("larger than 64 KiB");
    }

    [Fact]
    public void A_run_without_the_output_is_named() =>
        SettlementReader.Read(SettlementRuns.Run(), "{\"format\":1}"u8.ToArray()).Problem.ShouldBe("The run ended without the output 'Report'.");
}

using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Console;

public class A_settlement_report_adds_up
{
    [Fact]
    public void Totals_are_the_sum_of_the_rows()
    {
        var report = SettlementRuns.Of(SettlementRuns.Row(batch: "1", gross: 0.1m), SettlementRuns.Row(batch: "2", gross: 0.2m, isBalanced: false));
        var total = report.Totals.ShouldHaveSingleItem();
        total.Currency.ShouldBe("USD");
        total.Amounts.Gross.ShouldBe(0.3m);
        total.Amounts.Refunds.ShouldBe(-3m);
        report.Unbalanced.ShouldBe(1);
    }

    [Fact]
    public void Currencies_are_never_added_to_each_other() =>
        SettlementRuns.Of(SettlementRuns.Row(batch: "1"), SettlementRuns.Row(batch: "2", currency: "CAD")).Totals.Count.ShouldBe(2);

    [Fact]
    public void A_batch_that_two_runs_settled_counts_once_and_is_named()
    {
        var report = SettlementRuns.Of(
            SettlementRuns.Row(batch: "7", gross: 10m, startedAt: "2026-01-06T04:00:00Z"),
            SettlementRuns.Row(batch: "7", gross: 12m, startedAt: "2026-01-06T05:00:00Z"));
        report.Rows.ShouldHaveSingleItem().Amounts.Gross.ShouldBe(12m);
        report.Repeated.ShouldBe(["7"]);
    }

    [Fact]
    public void Rows_and_stores_are_in_the_order_of_the_names()
    {
        var report = SettlementRuns.Of(SettlementRuns.Row("Wabash", "1"), SettlementRuns.Row("hudson", "2"), SettlementRuns.Row("Wabash", "0"));
        report.Rows.Select(row => row.BatchId).ShouldBe(["2", "0", "1"]);
        report.Stores.Select(store => store.Store).ShouldBe(["hudson", "Wabash"]);
    }
}

using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Canonical.Sales;
using ClarityConnect.Workflows.Sdk.Failures;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Canonical;

public sealed class Sales_are_added_up
{
    [Fact]
    public void Goods_discounts_taxes_and_payments_go_where_they_belong()
    {
        var summary = Summary(
            Sale(
                "A", tax: 1.78m, total: 31.78m, change: 8.22m,
                [Item(2, 36m, discount: 4m), new SaleLine { Kind = SaleLineKind.Discount, Amount = -6m, Discount = 6m }, Tax(1.78m)],
                [Paid("cash", 40m)]),
            Sale("B", tax: 0.5m, total: 75.5m, change: 0, [Line(SaleLineKind.GiftCard, 50m), Item(1, 20m), Line(SaleLineKind.Shipping, 5m), Tax(0.5m)], [Paid("card", 60.5m, "visa", "2"), Paid("giftcard", 15m)]),
            Sale("C", tax: -1m, total: -11m, change: 0, [Item(-1, -10m), Tax(-1m)], [Paid("card", -11m, "visa", "2"), Paid("card", -11m, "visa", "2") with { IsVoided = true }]));
        (summary.Currency, summary.Tickets, summary.Total, summary.Change).ShouldBe(("USD", 3, 96.28m, 8.22m));
        (summary.Gross, summary.Discounts, summary.Refunds).ShouldBe((60m, 10m, 10m));
        (summary.Tax, summary.Shipping, summary.GiftCardsSold).ShouldBe((1.28m, 5m, 50m));
        summary.Payments.ShouldBe(
        [
            new PaymentTotal("cash", null, null, 1, 40m), new PaymentTotal("card", "visa", "2", 2, 49.5m), new PaymentTotal("giftcard", null, null, 1, 15m),
        ]);
        summary.Payments.Sum(payment => payment.Amount).ShouldBe(summary.Total + summary.Change);
        summary.Problems.ShouldBeEmpty();
        summary.ProblemCount.ShouldBe(0);
    }

    [Fact]
    public void What_does_not_add_up_is_named_with_the_ticket()
    {
        var summary = Summary(
            Sale("A", tax: 1m, total: 11.01m, change: 0, [Item(1, 10m), Tax(1m)], [Paid("cash", 11.01m)]),
            Sale("B", tax: 2m, total: 11m, change: 0, [Item(1, 10m), Tax(1m)], [Paid("cash", 10m)]),
            Sale("", tax: 0, total: 3m, change: 0, [new SaleLine { Kind = SaleLineKind.Other, Description = "Misc", Amount = 3m }], [Paid("cash", 3m)]));
        summary.Problems.ShouldBe(
        [
            "Ticket A, lines and total: 11.00 against 11.01",
            "Ticket B, tax lines and tax: 1.00 against 2.00",
            "Ticket B, payments less change and total: 10.00 against 11.00",
            "Ticket id: nobody knows what the line 'Misc' is",
        ]);
        summary.ProblemCount.ShouldBe(4);
    }

    [Fact]
    public void Parts_of_a_cent_are_no_difference()
    {
        var summary = Summary(Sale("A", tax: 0, total: 10.004m, change: 0, [Item(1, 10.0049m)], [Paid("cash", 10m)]));
        summary.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_first_problems_are_kept_in_words_and_all_are_counted()
    {
        var tally = new SalesTally();
        for (var i = 0; i < 250; i++)
            tally.Add(Sale($"T{i}", tax: 0, total: 1m, change: 0, [], [Paid("cash", 1m)]));
        var summary = tally.ToSummary();
        (summary.Problems.Count, summary.ProblemCount, summary.Tickets).ShouldBe((SalesTally.MostProblems, 250, 250));
        summary.Problems[^1].ShouldBe("Ticket T99, lines and total: 0.00 against 1.00");
    }

    [Fact]
    public void Two_currencies_are_not_added_up()
    {
        var tally = new SalesTally();
        tally.Add(Sale("A", 0, 0, 0, [], []));
        var failure = Should.Throw<ActivityException>(() => tally.Add(Sale("B", 0, 0, 0, [], []) with { Currency = "EUR" }));
        failure.Kind.ShouldBe(FailureKind.InvalidData);
        failure.Message.ShouldContain("Ticket B is in EUR and the tickets before it in USD");
    }

    [Fact]
    public void Nothing_comes_to_nothing()
    {
        var summary = new SalesTally().ToSummary();
        (summary.Currency, summary.Tickets, summary.Total, summary.Payments.Count).ShouldBe((null, 0, 0m, 0));
    }

    private static SalesSummary Summary(params IEnumerable<Sale> sales)
    {
        var tally = new SalesTally();
        foreach (var sale in sales)
            tally.Add(sale);
        return tally.ToSummary();
    }

    private static Sale Sale(string number, decimal tax, decimal total, decimal change, IReadOnlyList<SaleLine> lines, IReadOnlyList<Payment> payments) =>
        new() { SaleId = "id", Number = number, Currency = "USD", Tax = tax, Total = total, Change = change, Lines = lines, Payments = payments };

    private static SaleLine Item(decimal quantity, decimal amount, decimal discount = 0) => new() { Kind = SaleLineKind.Item, Quantity = quantity, Amount = amount, Discount = discount };

    private static SaleLine Tax(decimal amount) => Line(SaleLineKind.Tax, amount);

    private static SaleLine Line(SaleLineKind kind, decimal amount) => new() { Kind = kind, Quantity = 1, Amount = amount };

    private static Payment Paid(string method, decimal amount, string? cardType = null, string? type = null) =>
        new() { Method = method, Amount = amount, Currency = "USD", CardType = cardType, PaymentTypeId = type };
}

using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Canonical.Amounts;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Canonical;

public sealed class Amounts_come_to_their_total
{
    private static readonly DateOnly Day = new(2026, 3, 31);

    private static readonly string[] Currencies = ["USD", "JPY", "KWD", "GBP"];

    private static Gen<decimal> AnyAmount(decimal scale) => Gen.Choose(-5_000_000, 5_000_000).Select(units => units / scale);

    private static Gen<RoundingRule> AnyRule() => Gen.Elements(Enum.GetValues<RoundingRule>());

    [Fact]
    public void What_rounding_leaves_over_goes_to_those_that_lost_most()
    {
        Shares(100m, "USD", 1, 1, 1).ShouldBe([33.34m, 33.33m, 33.33m]);
        Shares(-100m, "USD", 1, 1, 1).ShouldBe([-33.34m, -33.33m, -33.33m]);
        Shares(10m, "USD", 70, 20, 10).ShouldBe([7m, 2m, 1m]);
        Shares(0.05m, "USD", 3, 7).ShouldBe([0.02m, 0.03m]);
        Shares(1000m, "JPY", 1, 1, 1).ShouldBe([334m, 333m, 333m]);
        Shares(1m, "KWD", 1, 0, 2).ShouldBe([0.333m, 0m, 0.667m]);
    }

    [Fact]
    public void Nothing_is_shared_out_by_no_weight_or_a_negative_one()
    {
        Should.Throw<ArgumentException>(() => Shares(1m, "USD", 0, 0)).Message.ShouldStartWith("1.00 USD cannot be shared out: all weights are zero.");
        Should.Throw<ArgumentException>(() => Shares(1m, "USD", 2, -1)).Message.ShouldStartWith("1.00 USD cannot be shared out by a negative weight.");
    }

    [Fact]
    public void Shares_always_come_to_the_amount_and_none_is_a_unit_off() => Prop.ForAll(
        (from units in AnyAmount(1000m)
         from weights in Gen.Choose(0, 9_999).Select(weight => weight / 7m).NonEmptyListOf().Where(list => list.Sum() > 0)
         from currency in Gen.Elements(Currencies)
         from rule in AnyRule()
         select (Money: new Money(units, currency), Weights: weights.ToList(), Rule: rule)).ToArbitrary(),
        given =>
        {
            var total = given.Money.Round(given.Rule);
            var shares = given.Money.Allocate(given.Weights, given.Rule);

            shares.Sum(share => share.Amount).ShouldBe(total.Amount);
            shares.ShouldAllBe(share => share == share.Round(RoundingRule.Down));
            var unit = (decimal)Math.Pow(10, -Currency.MinorDigits(given.Money.CurrencyCode));
            for (var i = 0; i < shares.Count; i++)
                Math.Abs(shares[i].Amount - (total.Amount * given.Weights[i] / given.Weights.Sum())).ShouldBeLessThan(unit + 0.0000001m);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Theory]
    [InlineData(RoundingRule.HalfAwayFromZero, "0.13", "-0.13")]
    [InlineData(RoundingRule.HalfEven, "0.12", "-0.12")]
    [InlineData(RoundingRule.Down, "0.12", "-0.12")]
    [InlineData(RoundingRule.Up, "0.13", "-0.13")]
    public void A_rule_rounds_both_signs_alike(RoundingRule rule, string above, string below)
    {
        new Money(0.125m, "USD").Round(rule).Amount.ShouldBe(Number(above));
        new Money(-0.125m, "USD").Round(rule).Amount.ShouldBe(Number(below));
    }

    [Fact]
    public void Converted_amounts_come_to_their_converted_sum() => Prop.ForAll(
        (from amounts in AnyAmount(100m).NonEmptyListOf()
         from rate in Gen.Choose(1, 500_000).Select(rate => rate / 10_000m)
         from to in Gen.Elements("JPY", "KWD", "GBP")
         from isInverse in Gen.Elements(true, false)
         from rule in AnyRule()
         select (Amounts: amounts.ToList(), Rate: rate, To: to, IsInverse: isInverse, Rule: rule)).ToArbitrary(),
        given =>
        {
            var rates = new ExchangeRates([given.IsInverse ? new(given.To, "USD", Day, given.Rate) : new("USD", given.To, Day, given.Rate)]);
            rates.ConvertAll(given.Amounts, "USD", given.To, Day, given.Rule).Sum()
                .ShouldBe(rates.Convert(new Money(given.Amounts.Sum(), "USD"), given.To, Day, given.Rule).Amount);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Journals_balance_after_conversion_in_all_and_for_each_location() => Prop.ForAll(
        (from places in Gen.Elements("100", "200", "300").NonEmptyListOf()
         from amounts in Gen.Choose(1, 999_999).Select(units => units / 100m).ListOf(places.Count)
         from parts in Gen.Choose(1, 5).ListOf(places.Count)
         from rate in Gen.Choose(1, 500_000).Select(rate => rate / 10_000m)
         from rule in AnyRule()
         select (Lines: Journal([.. places], [.. amounts], [.. parts]), Rate: rate, Rule: rule)).ToArbitrary(),
        given =>
        {
            var rates = new ExchangeRates([new("USD", "EUR", Day, given.Rate)]);

            var converted = JournalConversion.Convert(given.Lines, "USD", "EUR", rates, Day, given.Rule);

            var expected = rates.Convert(new Money(given.Lines.Where(line => line.Side == JournalSide.Debit).Sum(line => line.Amount), "USD"), "EUR", Day, given.Rule).Amount;
            Side(converted, JournalSide.Debit).ShouldBe(expected);
            Side(converted, JournalSide.Credit).ShouldBe(expected);
            foreach (var location in converted.GroupBy(line => line.Location))
                Side(location, JournalSide.Debit).ShouldBe(Side(location, JournalSide.Credit));
            converted.ShouldAllBe(line => line.Currency == "EUR" && line.Amount > 0 && decimal.Round(line.Amount, 2) == line.Amount);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static List<JournalLine> Journal(List<string> places, List<decimal> amounts, List<int> parts)
    {
        var lines = new List<JournalLine>();
        for (var i = 0; i < places.Count; i++)
        {
            lines.Add(new JournalLine { Account = "1210", Side = JournalSide.Debit, Amount = amounts[i], Location = places[i] });
            lines.AddRange(new Money(amounts[i], "USD").Allocate([.. Enumerable.Repeat(1m, parts[i])])
                .Where(share => share.Amount > 0)
                .Select(share => new JournalLine { Account = "4000", Side = JournalSide.Credit, Amount = share.Amount, Location = places[i] }));
        }

        return lines;
    }

    private static decimal Side(IEnumerable<JournalLine> lines, JournalSide side) => lines.Where(line => line.Side == side).Sum(line => line.Amount);

    private static IEnumerable<decimal> Shares(decimal amount, string currency, params decimal[] weights) => new Money(amount, currency).Allocate(weights).Select(share => share.Amount);

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

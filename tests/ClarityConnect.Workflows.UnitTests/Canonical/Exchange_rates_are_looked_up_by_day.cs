using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Canonical.Amounts;
using ClarityConnect.Workflows.Sdk.Failures;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Canonical;

public sealed class Exchange_rates_are_looked_up_by_day
{
    private static readonly DateOnly Friday = new(2026, 3, 27);

    private static readonly ExchangeRates Rates = new(
    [
        new("USD", "GBP", Friday, 0.8m), new("USD", "GBP", Friday.AddDays(3), 0.75m), new("USD", "EUR", Friday, 0.9m), new("usd", "JPY", Friday, 150m),
    ]);

    [Fact]
    public void The_rate_of_the_day_counts_else_the_newest_before_it()
    {
        Rates.Find("USD", "GBP", Friday.AddDays(3)).Rate.ShouldBe(0.75m);
        var sunday = Rates.Find("usd", " gbp", Friday.AddDays(2));
        (sunday.Rate, sunday.Date).ShouldBe((0.8m, Friday));
        sunday.Explanation.ShouldBe("1 USD = 0.8 GBP of 2026-03-27.");
    }

    [Fact]
    public void A_rate_is_inverted_without_loss()
    {
        var found = Rates.Find("GBP", "USD", Friday);
        (found.Multiplier, found.Divisor).ShouldBe((1m, 0.8m));
        Rates.Convert(new Money(100m, "GBP"), "USD", Friday).ShouldBe(new Money(125m, "USD"));
        new ExchangeRates([new("EUR", "XCD", Friday, 3m)]).Find("XCD", "EUR", Friday).Apply(3m).ShouldBe(1m);
    }

    [Fact]
    public void A_rate_is_worked_out_over_a_third_currency()
    {
        var found = Rates.Find("EUR", "GBP", Friday);
        found.Rate.ShouldBe(0.8m / 0.9m);
        found.Explanation.ShouldBe("Over USD: 1 USD = 0.9 EUR of 2026-03-27, inverted. 1 USD = 0.8 GBP of 2026-03-27.");
        Rates.Convert(new Money(90m, "EUR"), "JPY", Friday).ShouldBe(new Money(15_000m, "JPY"));
    }

    [Fact]
    public void The_same_currency_needs_no_rate() => Rates.Convert(new Money(1.005m, "CHF"), "CHF", Friday).ShouldBe(new Money(1.01m, "CHF"));

    [Fact]
    public void A_missing_rate_is_named_with_the_newest_there_is() => Problem(() => Rates.Find("USD", "GBP", Friday.AddDays(30)))
        .ShouldBe("There is no exchange rate from USD to GBP for 2026-04-26 or the 7 days before it; the newest in the table is of 2026-03-30. Add it to the table of rates and retry.");

    [Fact]
    public void Missing_and_impossible_currencies_are_named()
    {
        Problem(() => Rates.Find(null, "GBP", Friday)).ShouldBe("The currency is missing, so the amount cannot be converted. Give its three-letter code, such as USD, and retry.");
        Problem(() => Rates.Find("Dollar", "GBP", Friday)).ShouldStartWith("'Dollar' is not a currency.");
        Problem(() => Rates.Find("USD", "CHF", Friday)).ShouldContain("from USD to CHF for 2026-03-27 or the 7 days before it; the table has none for these two at all.");
        Problem(() => new ExchangeRates([new("USD", "GBP", Friday, 0m)])).ShouldStartWith("The rate of USD in GBP of 2026-03-27 is 0; a rate must be above zero.");
    }

    [Fact]
    public void Rates_come_from_a_mapping_table()
    {
        var rates = ExchangeRateTable.Read(JsonDocument.Parse("""{"baseCurrency":"USD","rates":[{"base":"USD","quote":"GBP","date":"2026-03-27","rate":0.8},{"base":"USD","quote":"EUR","date":"2026-03-27","rate":"0.9"}]}""").RootElement);
        (rates.Count, rates.Find("USD", "EUR", Friday).Rate).ShouldBe((2, 0.9m));
        Problem(() => ExchangeRateTable.Read(JsonDocument.Parse("""[{"base":"USD","quote":"GBP","date":"27/03/2026","rate":0.8}]""").RootElement))
            .ShouldBe("Row 1 of the exchange rates: '27/03/2026' is not a date as 2026-03-31.");
    }

    [Theory]
    [InlineData("base,quote,date,rate\nUSD,GBP,2026-03-27,0.8\n")]
    [InlineData("\uFEFFDate;Base;Quote;Rate\r\n2026-03-27;USD;GBP;0.8\r\n\r\n")]
    [InlineData("\"rate\"\t\"base\"\t\"quote\"\t\"date\"\n0.8\tUSD\tGBP\t2026-03-27")]
    public void Rates_come_from_a_file(string csv) => ExchangeRateTable.ReadCsv(csv).Find("USD", "GBP", Friday).Rate.ShouldBe(0.8m);

    [Theory]
    [InlineData("base,quote,rate\nUSD,GBP,1", "The file of exchange rates has no column 'date'. Its first line must name base, quote, date and rate.")]
    [InlineData("base,quote,date,rate\nUSD,GBP,2026-03-27,about 1", "Line 2 of the exchange rates: 'about 1' is not a number as 1.2345.")]
    [InlineData("base,quote,date,rate\nUSD,GBP,2026-03-27,1\nUSD,,2026-03-27,1", "Line 3 of the exchange rates has no quote. Each needs base, quote, date and rate.")]
    public void A_mistake_in_a_file_is_named_with_its_line(string csv, string problem) => Problem(() => ExchangeRateTable.ReadCsv(csv)).ShouldBe(problem);

    private static string Problem(Func<object> call)
    {
        var exception = Should.Throw<ActivityException>(call);
        exception.Kind.ShouldBe(FailureKind.InvalidData);
        return exception.Message;
    }
}

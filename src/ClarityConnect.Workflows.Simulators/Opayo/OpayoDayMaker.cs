using System.Globalization;
using ClarityConnect.Workflows.Simulators.Day;

namespace ClarityConnect.Workflows.Simulators.Opayo;

/// <summary>Makes up a day of payments and refunds.</summary>
internal static class OpayoDayMaker
{
    private static readonly (string CardType, string LastFour)[] Cards =
        [("Visa", "0006"), ("Visa", "4242"), ("VisaDebit", "3108"), ("MasterCard", "0001"), ("MasterCard", "5454"), ("DebitMasterCard", "1119")];

    public static IReadOnlyList<OpayoSale> Make(OpayoDay day)
    {
        day.Check();
        var draw = new DayRandom(((ulong)day.Seed * 1_000_003) + (ulong)day.Day.DayNumber);
        var sales = new List<OpayoSale>(day.Payments + day.Refunds);
        for (var number = 1; number <= day.Payments; number++)
        {
            var isAmex = draw.Chance(day.AmexPercent);
            var (cardType, lastFour) = isAmex ? ("AmericanExpress", "0004") : draw.Pick(Cards);
            sales.Add(new OpayoSale
            {
                VendorTxCode = string.Create(CultureInfo.InvariantCulture, $"{day.Prefix}-{day.Day:yyyyMMdd}-{number}-1"),
                Description = string.Create(CultureInfo.InvariantCulture, $"Order {day.Prefix}-{day.Day:yyyyMMdd}-{number}"),
                Amount = draw.Next(500, 40_000) / 100m,
                Currency = draw.Chance(day.EuroPercent) ? "EUR" : "GBP",
                CardType = cardType,
                LastFourDigits = lastFour,
                At = Moment(day.Day, draw.Next(8 * 3600, 20 * 3600)),
            });
        }

        var refunded = Enumerable.Range(0, day.Payments).ToList();
        draw.Shuffle(refunded);
        foreach (var index in refunded.Take(day.Refunds).Order())
        {
            var payment = sales[index];
            // Half of them give back a part.
            var amount = draw.Chance(50) ? payment.Amount : decimal.Round(payment.Amount / 2, 2, MidpointRounding.ToZero);
            sales.Add(payment with
            {
                VendorTxCode = $"{payment.VendorTxCode}-R",
                Description = $"Refund of {payment.Description}",
                Type = "Refund",
                Amount = amount,
                RefundOf = payment.VendorTxCode,
                At = Moment(day.Day, draw.Next(20 * 3600, 23 * 3600)),
            });
        }

        return sales;
    }

    private static DateTimeOffset Moment(DateOnly day, int second) => UkClock.At(day.ToDateTime(TimeOnly.MinValue).AddSeconds(second));
}

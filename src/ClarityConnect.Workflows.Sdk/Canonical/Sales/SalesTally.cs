using System.Globalization;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Sdk.Canonical.Sales;

/// <summary>
/// Adds sales up one by one and checks each of them, so that a day of any size needs no more room than one sale. Whoever adds decides which sales
/// count, such as only those that were not cancelled.
/// </summary>
public sealed class SalesTally
{
    /// <summary>How many problems are kept in words; further ones are only counted.</summary>
    public const int MostProblems = 100;

    private readonly Dictionary<(string Method, string? CardType, string? PaymentTypeId), (int Count, decimal Amount)> payments = [];
    private readonly List<string> problems = [];
    private string? currency;
    private int digits;
    private int tickets;
    private int problemCount;
    private decimal sold;
    private decimal lineDiscounts;
    private decimal returned;
    private decimal saleDiscounts;
    private decimal shipping;
    private decimal tax;
    private decimal giftCards;
    private decimal total;
    private decimal change;

    /// <summary>Adds a sale and checks that its lines, and its payments less the change, make its total.</summary>
    /// <param name="sale">The sale.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: its currency is not that of the sales before.</exception>
    public void Add(Sale sale)
    {
        ArgumentNullException.ThrowIfNull(sale);
        var name = $"Ticket {(string.IsNullOrEmpty(sale.Number) ? sale.SaleId : sale.Number)}";
        if (currency is null)
            (currency, digits) = (sale.Currency, Currency.MinorDigits(sale.Currency));
        else if (currency != sale.Currency)
            throw new ActivityException(FailureKind.InvalidData, $"{name} is in {sale.Currency} and the tickets before it in {currency}. Add up each currency by itself.");
        tickets++;
        change += sale.Change;
        total += sale.Total;
        AddLines(sale, name);
        AddPayments(sale, name);
    }

    /// <summary>What was added up so far.</summary>
    public SalesSummary ToSummary() => new()
    {
        Currency = currency,
        Tickets = tickets,
        Gross = sold + lineDiscounts,
        Discounts = lineDiscounts - saleDiscounts,
        Refunds = -returned,
        Shipping = shipping,
        Tax = tax,
        GiftCardsSold = giftCards,
        Total = total,
        Change = change,
        Payments = [.. payments.Select(entry => new PaymentTotal(
            entry.Key.Method, entry.Key.CardType, entry.Key.PaymentTypeId, entry.Value.Count, entry.Value.Amount))],
        Problems = [.. problems],
        ProblemCount = problemCount,
    };

    private void AddLines(Sale sale, string name)
    {
        var (lines, taxes) = (0m, 0m);
        foreach (var line in sale.Lines)
        {
            lines += Round(line.Amount);
            switch (line.Kind)
            {
                case SaleLineKind.Item when line.Quantity > 0:
                    sold += line.Amount;
                    lineDiscounts += line.Discount;
                    break;
                case SaleLineKind.Item when line.Quantity < 0:
                    returned += line.Amount;
                    break;
                case SaleLineKind.Discount:
                    saleDiscounts += line.Amount;
                    break;
                case SaleLineKind.Shipping:
                    shipping += line.Amount;
                    break;
                case SaleLineKind.Tax:
                    tax += line.Amount;
                    taxes += Round(line.Amount);
                    break;
                case SaleLineKind.GiftCard:
                    giftCards += line.Amount;
                    break;
                case SaleLineKind.Other:
                    Tell($"{name}: nobody knows what the line '{line.Description}' is");
                    break;
            }
        }

        Check(name, "tax lines and tax", taxes, sale.Tax);
        Check(name, "lines and total", lines, sale.Total);
    }

    private void AddPayments(Sale sale, string name)
    {
        var paid = 0m;
        foreach (var payment in sale.Payments)
        {
            if (payment.IsVoided)
                continue;
            paid += Round(payment.Amount);
            var key = (payment.Method, payment.CardType, payment.PaymentTypeId);
            var (count, amount) = payments.GetValueOrDefault(key);
            payments[key] = (count + 1, amount + payment.Amount);
        }

        Check(name, "payments less change and total", paid - Round(sale.Change), sale.Total);
    }

    private void Check(string name, string what, decimal found, decimal wanted)
    {
        if (found != Round(wanted))
            Tell($"{name}, {what}: {Text(found)} against {Text(Round(wanted))}");
    }

    private void Tell(string problem)
    {
        if (problemCount++ < MostProblems)
            problems.Add(problem);
    }

    private decimal Round(decimal amount) => decimal.Round(amount, digits, MidpointRounding.AwayFromZero);

    private string Text(decimal amount) => amount.ToString($"F{digits}", CultureInfo.InvariantCulture);
}

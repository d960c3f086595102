using System.Text.Json;

namespace ClarityConnect.Workflows.Connectors.Heartland.GpApi.Deposits;

/// <summary>Reads deposits. The sign of fees is not documented for certain, so the sum of the parts is checked rather than believed.</summary>
internal static class DepositMapping
{
    public static GpDeposit From(JsonElement row)
    {
        var currency = GpJson.Text(row, "currency") ?? "USD";
        var disputes = GpJson.Find(row, "disputes");
        var deposit = new GpDeposit
        {
            DepositId = GpJson.Text(row, "id") ?? "",
            Date = DateOnly.FromDateTime((GpJson.Moment(row, "time_created") ?? DateTimeOffset.UnixEpoch).UtcDateTime),
            Status = GpJson.Text(row, "status") ?? "",
            Currency = currency,
            Amount = GpJson.Amount(row, "amount", currency) ?? 0,
            Sales = Sum(row, "sales"),
            SaleCount = GpJson.Count(GpJson.Find(row, "sales"), "count"),
            Refunds = Sum(row, "refunds"),
            RefundCount = GpJson.Count(GpJson.Find(row, "refunds"), "count"),
            DiscountsAndTax = Sum(row, "discounts") + Sum(row, "tax"),
            Chargebacks = Sum(disputes, "chargebacks"),
            ChargebackCount = GpJson.Count(GpJson.Find(disputes, "chargebacks"), "count"),
            ChargebackReversals = Sum(disputes, "reversals"),
            Fees = Sum(row, "fees"),
            BankAccount = GpJson.Text(GpJson.Find(row, "bank_transfer"), "masked_account_number_last4"),
            MerchantNumber = GpJson.Text(GpJson.Find(row, "system"), "mid"),
        };
        var parts = deposit.Sales + deposit.Refunds + deposit.DiscountsAndTax + deposit.Chargebacks + deposit.ChargebackReversals + deposit.Fees;
        return deposit with { Difference = parts - deposit.Amount };

        decimal Sum(JsonElement parent, string name) => GpJson.Amount(GpJson.Find(parent, name), "amount", currency) ?? 0;
    }
}

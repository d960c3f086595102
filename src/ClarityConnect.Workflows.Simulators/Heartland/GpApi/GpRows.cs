using System.Globalization;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Day;

namespace ClarityConnect.Workflows.Simulators.Heartland.GpApi;

/// <summary>A day's card sales as GP API shows them: transactions, and the deposit of the day after with fees and a chargeback.</summary>
internal static class GpRows
{
    private const int SalesForAChargeback = 12;

    public static string DepositId(DateOnly day) => day.ToString("'DEP_'yyyyMMdd", CultureInfo.InvariantCulture);

    public static IEnumerable<JsonObject> Transactions(GeneratedDay day) => Settling(day).Select(transaction => new JsonObject
    {
        ["id"] = $"TRN_{transaction.GatewayTxnId}",
        ["time_created"] = transaction.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        ["status"] = transaction.Voided ? "REVERSED" : day.Options.CloseBatches ? "FUNDED" : "CAPTURED",
        ["type"] = IsReturn(transaction) ? "REFUND" : "SALE",
        ["channel"] = "CP",
        ["amount"] = Minor(transaction.Amount),
        ["gratuity_amount"] = transaction.Tip == 0 ? "" : Minor(transaction.Tip),
        ["currency"] = day.Options.Currency,
        ["reference"] = transaction.InvoiceNumber,
        ["parent_resource_id"] = transaction.OriginalGatewayTxnId is { } original ? $"TRN_{original}" : "",
        ["batch_id"] = $"BAT_{transaction.BatchId}",
        ["deposit_id"] = day.Options.CloseBatches && !transaction.Voided ? DepositId(day.Options.BusinessDay) : "",
        ["payment_method"] = new JsonObject
        {
            ["entry_mode"] = "CHIP",
            ["card"] = new JsonObject
            {
                ["brand"] = transaction.CardType switch { "MC" => "MASTERCARD", var brand => brand.ToUpperInvariant() },
                ["masked_number_last4"] = $"XXXXXXXXXXXX{transaction.MaskedCardNumber[^4..]}",
                ["authcode"] = transaction.AuthCode,
            },
        },
    });

    /// <summary>The deposit of a day; null when nothing was funded.</summary>
    public static JsonObject? Deposit(GeneratedDay day)
    {
        var funded = Settling(day).Where(t => !t.Voided).ToList();
        if (!day.Options.CloseBatches || funded.Count == 0)
            return null;
        var sales = funded.Where(t => !IsReturn(t)).ToList();
        var refunds = funded.Where(IsReturn).ToList();
        var chargeback = sales.Count >= SalesForAChargeback ? -sales.Min(t => t.Amount) : 0;
        var gross = sales.Sum(t => t.Amount);
        var returned = -refunds.Sum(t => t.Amount);
        var fees = -decimal.Round(gross * 0.025m, 2, MidpointRounding.AwayFromZero);
        return new JsonObject
        {
            ["id"] = DepositId(day.Options.BusinessDay),
            ["time_created"] = day.Options.BusinessDay.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["status"] = "FUNDED",
            ["funding_type"] = "CREDIT",
            ["amount"] = Minor(gross + returned + chargeback + fees),
            ["currency"] = day.Options.Currency,
            ["aggregation_model"] = "H-By Date",
            ["sales"] = Sum(sales.Count, gross),
            ["refunds"] = Sum(refunds.Count, returned),
            ["discounts"] = Sum(0, 0),
            ["tax"] = Sum(0, 0),
            ["disputes"] = new JsonObject { ["chargebacks"] = Sum(chargeback == 0 ? 0 : 1, chargeback), ["reversals"] = Sum(0, 0) },
            ["fees"] = new JsonObject { ["amount"] = Minor(fees) },
            ["bank_transfer"] = new JsonObject { ["masked_account_number_last4"] = "XXXXXX9999", ["bank"] = new JsonObject { ["code"] = "XXXXX0001" } },
            ["system"] = new JsonObject { ["mid"] = "101023947262", ["name"] = "XYZ LTD." },
        };
    }

    // Amounts are texts in minor units; the day generator's currencies have two digits.
    private static string Minor(decimal amount) => decimal.ToInt64(amount * 100).ToString(CultureInfo.InvariantCulture);

    private static JsonObject Sum(int count, decimal amount) => new() { ["count"] = count, ["amount"] = count == 0 ? "" : Minor(amount) };

    private static bool IsReturn(CardTransaction transaction) => transaction.ServiceName == "CreditReturn";

    private static IEnumerable<CardTransaction> Settling(GeneratedDay day) => day.CardTransactions.Where(t => t.ServiceName is "CreditSale" or "CreditReturn");
}

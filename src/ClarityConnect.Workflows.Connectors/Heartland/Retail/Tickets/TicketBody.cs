using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Tickets;

/// <summary>Writes a sale that was made elsewhere as a ticket, in the form of the vendor's own import.</summary>
internal static class TicketBody
{
    public static JsonObject Of(Sale sale, string? salesRep, bool movesStock, RetailNames names)
    {
        var tax = sale.Lines.Where(line => line.Kind == SaleLineKind.Tax).ToList();
        var transaction = sale.Payments.Select(payment => payment.Reference).FirstOrDefault(reference => !string.IsNullOrEmpty(reference));
        var body = new JsonObject()
            .With("public_id", sale.Number)
            .WithId("station_id", sale.StationId)
            .WithId("customer_id", sale.CustomerId)
            .With("sales_rep", salesRep)
            .With("created_at", sale.CompletedAt)
            .With("completed_at", sale.CompletedAt);
        body["item_lines"] = new JsonArray([.. sale.Lines.Where(line => line.Kind == SaleLineKind.Item).Select(line => new JsonObject { ["type"] = "ItemLine" }
            .WithId("item_id", line.ProductId).With("qty", line.Quantity).With("unit_price", line.UnitPrice).With("original_unit_price", line.ListPrice))]);
        body["tax_lines"] = new JsonArray([.. (tax.Count > 0 ? tax.Select(line => (line.Description, line.Amount)) : sale.Tax == 0 ? [] : [((string?)null, sale.Tax)])
            .Select(line => new JsonObject { ["type"] = "TaxLine", ["description"] = line.Item1 ?? "Sales Tax" }.With("value", line.Item2))]);
        body["payments"] = new JsonArray([.. sale.Payments.Where(payment => !payment.IsVoided).Select(payment => new JsonObject { ["type"] = "Payments::ExternalPayment" }
            .With("description", payment.Description ?? payment.Reference).With("deposit", payment.IsDeposit).WithId("payment_type_id", payment.PaymentTypeId)
            .With("amount", payment.Amount).With("completed_at", payment.At ?? sale.CompletedAt))]);
        body.With("affect_inventory", movesStock).With("recalculate", false).With("status", "complete");
        return body.With($"custom@{names.Transaction}", transaction).With($"custom@{names.Reference}", sale.Number);
    }

    /// <summary>Makes sure that a sale can be recorded.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>, saying what is missing or does not add up.</exception>
    public static void Check(Sale sale)
    {
        var paid = sale.Payments.Where(payment => !payment.IsVoided).Sum(payment => payment.Amount);
        var goods = sale.Lines.Where(line => line.Kind == SaleLineKind.Item).Sum(line => line.UnitPrice * line.Quantity);
        var taxes = sale.Lines.Where(line => line.Kind == SaleLineKind.Tax).Sum(line => line.Amount);
        taxes = taxes == 0 ? sale.Tax : taxes;
        var problem = sale switch
        {
            { Number: null or "" } => "it has no number; the number is what keeps it from being recorded twice",
            { StationId: null or "" } => "it names no till (stationId)",
            { CompletedAt: null } => "it does not say when it was completed",
            _ when sale.Lines.Any(line => line.Kind is not (SaleLineKind.Item or SaleLineKind.Tax) && line.Amount != 0) => "it has a line that is neither goods nor tax; Heartland Retail's import takes no others",
            _ when paid != goods + taxes => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"its payments are {paid}, and its goods and tax are {goods + taxes}"),
            _ => null,
        };
        if (problem is not null)
            throw new ActivityException(FailureKind.InvalidData, $"The sale '{sale.Number}' cannot be recorded: {problem}.");
    }

    /// <summary>Makes sure that a ticket that was found is the sale that is to be recorded.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Rejected"/>: another sale has the number.</exception>
    public static Sale Confirm(Sale found, Sale wanted)
    {
        var total = wanted.Payments.Where(payment => !payment.IsVoided).Sum(payment => payment.Amount);
        return found.Total == total
            ? found
            : throw new ActivityException(
                FailureKind.Rejected, $"Ticket {found.SaleId} at Heartland Retail has the number '{wanted.Number}' and a total of {found.Total}, not {total}. Give the new sale a number of its own.");
    }
}

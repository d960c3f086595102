using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Orders;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Tickets;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Payments;

/// <summary>The payments on orders and tickets.</summary>
internal sealed class RetailPayments(RetailTransport transport, RetailOrders orders, string currency, RetailNames names)
{
    /// <summary>The payment with our reference, and whether the order or ticket carries its transaction; null where there is none.</summary>
    public async Task<(Payment Payment, bool IsWhole)?> FindAsync(PaymentPlan plan, CancellationToken cancellationToken)
    {
        var payments = await transport.ReadAllAsync(new RetailList($"{plan.Path}/payments"), cancellationToken);
        var found = payments.Where(row => RetailJson.Find(row, "custom") is { } custom && RetailJson.Text(custom, names.Reference) == plan.Reference).ToList();
        if (found.Count == 0)
            return null;
        var payment = TicketMapping.Payment(found[0], currency, names);
        if (payment.Amount != plan.Amount)
        {
            throw new ActivityException(
                FailureKind.Rejected,
                $"The payment '{plan.Reference}' is recorded at Heartland Retail with {payment.Amount} {currency}, not {plan.Amount}. Give the new payment a reference of its own, or void that one.");
        }

        return (payment, await CarriesAsync(plan, cancellationToken));
    }

    /// <summary>Records a payment, once for each reference, and keeps its transaction on the order or ticket.</summary>
    /// <returns>The payment, and whether it was there before; null where there is no such order or ticket.</returns>
    public Task<(Payment Payment, bool Existed)?> RecordAsync(PaymentPlan plan, CancellationToken cancellationToken) => transport.OnceAsync<(Payment, bool)?>(
        async () =>
        {
            if (await transport.FindAsync(plan.Path, cancellationToken) is null)
                return null;
            var known = await FindAsync(plan, cancellationToken);
            if (known is null)
                await transport.CreateAsync($"{plan.Path}/payments", plan.Body(names), cancellationToken);
            if (known is not { IsWhole: true })
                await CarryAsync(plan, cancellationToken);
            var recorded = await FindAsync(plan, cancellationToken)
                ?? throw new ActivityException(
                    FailureKind.OutcomeUnknown,
                    $"Heartland Retail took the payment '{plan.Reference}' and shows none with that reference. Look whether payments have the custom field '{names.Reference}'.");
            return (recorded.Payment, known is not null);
        },
        cancellationToken);

    private async Task<bool> CarriesAsync(PaymentPlan plan, CancellationToken cancellationToken)
    {
        if (!Carried(plan))
            return true;
        var row = await transport.GetAsync(plan.Path, cancellationToken);
        return RetailJson.Find(row, "custom") is { } custom && RetailJson.Text(custom, names.Transaction) is not null;
    }

    private async Task CarryAsync(PaymentPlan plan, CancellationToken cancellationToken)
    {
        var body = Carried(plan) ? new JsonObject { [$"custom@{names.Transaction}"] = plan.TransactionId } : [];
        if (!plan.IsForTicket)
            await orders.MarkAsync(plan.RecordId, body, cancellationToken);
        else if (body.Count > 0)
            await transport.UpdateAsync(plan.Path, body, cancellationToken);
    }

    // Money that goes back has a transaction of its own; the sale keeps that of the payment.
    private static bool Carried(PaymentPlan plan) => plan.Amount > 0 && !string.IsNullOrEmpty(plan.TransactionId);
}

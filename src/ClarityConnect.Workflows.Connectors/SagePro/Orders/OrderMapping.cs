using ClarityConnect.Workflows.Connectors.SagePro.Database;

namespace ClarityConnect.Workflows.Connectors.SagePro.Orders;

/// <summary>From Sage Pro's order headers to ours.</summary>
internal static class OrderMapping
{
    public static SageProOrder Read(SageProRow row, string currency) => new(
        row.Text(0) ?? "",
        row.Text(1),
        row.Day(2),
        row.Text(4) switch { null => "Open", "C" => "Closed", "V" => "Void", var other => other },
        row.Number(5),
        row.Number(6),
        currency,
        row.Text(7));
}

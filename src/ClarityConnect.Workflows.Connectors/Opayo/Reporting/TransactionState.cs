using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Opayo.Reporting;

/// <summary>
/// What the reports' txstateid means. The list is not published as a whole: 8, 10 to 16, 18, 19, 27, 30 and 32 are used by the vendor's own shop
/// module, the others come from other people's; what is not here is <see cref="PaymentStatus.Unknown"/>.
/// </summary>
internal static class TransactionState
{
    public static PaymentStatus Meaning(string? txStateId, bool isRefund, bool isSettled) => txStateId switch
    {
        "1" => PaymentStatus.Invalid,
        "2" or "3" or "4" or "5" => PaymentStatus.RequiresAction,
        "8" or "9" or "11" or "19" or "20" or "22" or "26" or "27" or "32" => PaymentStatus.Cancelled,
        "10" or "12" => PaymentStatus.Declined,
        "13" or "30" => PaymentStatus.Invalid,
        "14" => PaymentStatus.Authorised,
        "15" or "21" => PaymentStatus.Authenticated,
        "16" => isRefund ? PaymentStatus.Refunded : isSettled ? PaymentStatus.Settled : PaymentStatus.Paid,
        "18" => PaymentStatus.Voided,
        _ => PaymentStatus.Unknown,
    };
}

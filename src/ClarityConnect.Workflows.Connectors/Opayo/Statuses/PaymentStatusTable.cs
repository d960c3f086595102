using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Opayo.Statuses;

/// <summary>
/// What Opayo's answers mean and how they are called elsewhere. A business user's table is asked first, line by line from the top; the shipped one
/// answers what it leaves open.
/// </summary>
public sealed record PaymentStatusTable
{
    /// <summary>The table that is shipped.</summary>
    public static PaymentStatusTable Default { get; } = new()
    {
        Rules =
        [
            // After a void or abort a transaction still says Ok, so that codes come before words.
            Rule(null, "Ok", "2005", PaymentStatus.Voided),
            Rule(null, "Ok", "2006", PaymentStatus.Cancelled),
            Rule(null, "Ok", "2012", PaymentStatus.Cancelled),
            Rule(null, "Ok", "2004", PaymentStatus.Paid),
            Rule(null, "Ok", "2010", PaymentStatus.Authenticated),
            Rule(null, "Ok", "2011", PaymentStatus.Authenticated),
            // Registered at Server: the customer has yet to pay.
            Rule(null, "Ok", "2014", PaymentStatus.RequiresAction),
            Rule("Payment", "Ok", "0000", PaymentStatus.Paid),
            Rule("Repeat", "Ok", "0000", PaymentStatus.Paid),
            Rule("Authorise", "Ok", "0000", PaymentStatus.Paid),
            Rule("Deferred", "Ok", "0000", PaymentStatus.Authorised),
            Rule("Authenticate", "Ok", "0000", PaymentStatus.Authenticated),
            Rule("Refund", "Ok", "0000", PaymentStatus.Refunded),
            Rule(null, "Authenticated", null, PaymentStatus.Authenticated),
            Rule(null, "Registered", null, PaymentStatus.Authenticated),
            Rule(null, "3DAuth", null, PaymentStatus.RequiresAction),
            Rule(null, "Redirect", null, PaymentStatus.RequiresAction),
            Rule(null, "PPRedirect", null, PaymentStatus.RequiresAction),
            Rule(null, "NotAuthed", null, PaymentStatus.Declined),
            Rule(null, "Rejected", null, PaymentStatus.Declined),
            Rule(null, "Abort", null, PaymentStatus.Cancelled),
            Rule(null, "Malformed", null, PaymentStatus.Invalid),
            Rule(null, "Invalid", null, PaymentStatus.Invalid),
        ],
        Wordings =
        [
            Wording(PaymentStatus.Paid, "Paid", "Payment received"),
            Wording(PaymentStatus.Settled, "Paid", "Payment received"),
            Wording(PaymentStatus.Authorised, "Authorized", "Payment reserved"),
            Wording(PaymentStatus.Authenticated, "Pending", "Card checked"),
            Wording(PaymentStatus.RequiresAction, "Pending", "Waiting for the customer"),
            Wording(PaymentStatus.Refunded, "Refunded", "Refunded"),
            Wording(PaymentStatus.Voided, "Voided", "Payment cancelled"),
            Wording(PaymentStatus.Cancelled, "Cancelled", "Payment cancelled"),
            Wording(PaymentStatus.Declined, "Declined", "Payment declined"),
            Wording(PaymentStatus.Invalid, "Failed", "Payment failed"),
            Wording(PaymentStatus.Unknown, "Review", "Payment is being checked"),
        ],
    };

    /// <summary>From Opayo's words to a payment status, the first line that fits.</summary>
    public IReadOnlyList<PaymentStatusRule> Rules { get; init; } = [];

    /// <summary>How the statuses are called.</summary>
    public IReadOnlyList<PaymentStatusWording> Wordings { get; init; } = [];

    /// <summary>What an answer means; <see cref="PaymentStatus.Unknown"/> where neither this table nor the shipped one knows it.</summary>
    /// <param name="transactionType">What was asked for. Ok without it says nothing about money.</param>
    /// <param name="status">Opayo's status.</param>
    /// <param name="statusCode">Opayo's four digits; null where it gave none.</param>
    public PaymentStatus Find(string? transactionType, string? status, string? statusCode) =>
        Rules.Concat(ReferenceEquals(this, Default) ? [] : Default.Rules)
            .FirstOrDefault(rule => rule.Fits(transactionType, status, statusCode))?.PaymentStatus ?? PaymentStatus.Unknown;

    /// <summary>How a status is called.</summary>
    /// <param name="status">The status.</param>
    public PaymentStatusWording WordingOf(PaymentStatus status)
    {
        var shipped = Default.Wordings.First(wording => wording.PaymentStatus == status);
        var own = Wordings.FirstOrDefault(wording => wording.PaymentStatus == status);
        return shipped with { Heartland = own?.Heartland ?? shipped.Heartland, Shop = own?.Shop ?? shipped.Shop };
    }

    private static PaymentStatusRule Rule(string? type, string status, string? code, PaymentStatus meaning) =>
        new() { TransactionType = type, Status = status, StatusCode = code, PaymentStatus = meaning };

    private static PaymentStatusWording Wording(PaymentStatus status, string heartland, string shop) =>
        new() { PaymentStatus = status, Heartland = heartland, Shop = shop };
}

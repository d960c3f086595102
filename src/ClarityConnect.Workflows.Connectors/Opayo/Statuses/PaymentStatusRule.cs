using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Opayo.Statuses;

/// <summary>One line of the table from Opayo's words to a payment status. A part that is empty or "*" fits anything.</summary>
public sealed record PaymentStatusRule
{
    /// <summary>What was asked for: "Payment", "Deferred", "Authenticate", "Authorise", "Repeat", "Refund".</summary>
    public string? TransactionType { get; init; }

    /// <summary>Opayo's status, such as "Ok" or "NotAuthed".</summary>
    public string? Status { get; init; }

    /// <summary>Opayo's four digits, such as "0000"; with a "*" at the end it fits every code that begins so.</summary>
    public string? StatusCode { get; init; }

    /// <summary>What it means.</summary>
    public PaymentStatus PaymentStatus { get; init; }

    /// <summary>Whether the line speaks of this answer.</summary>
    internal bool Fits(string? transactionType, string? status, string? statusCode) =>
        Same(TransactionType, transactionType) && Same(Status, status) && Same(StatusCode, statusCode);

    private static bool Same(string? wanted, string? actual) => wanted switch
    {
        null or "" or "*" => true,
        [.. var start, '*'] => (actual ?? "").StartsWith(start, StringComparison.OrdinalIgnoreCase),
        _ => string.Equals(wanted, actual, StringComparison.OrdinalIgnoreCase),
    };
}

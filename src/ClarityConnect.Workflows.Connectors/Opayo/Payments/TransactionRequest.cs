using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Opayo.Amounts;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Payments;

/// <summary>What Pi is asked to create.</summary>
internal sealed record TransactionRequest
{
    /// <summary>"Payment", "Deferred", "Authenticate", "Authorise", "Repeat" or "Refund".</summary>
    public required string TransactionType { get; init; }

    /// <summary>Our reference, which Opayo takes once.</summary>
    public required string VendorTxCode { get; init; }

    /// <summary>In major units.</summary>
    public required decimal Amount { get; init; }

    public required string Currency { get; init; }

    public required string Description { get; init; }

    public string? ReferenceTransactionId { get; init; }

    /// <summary>The further members, in the order in which they are sent.</summary>
    public JsonObject Members { get; init; } = [];

    /// <summary>The reference that a durable step sends where its author gave none: the same on every attempt.</summary>
    public static string ReferenceOf(string? given, string idempotencyKey)
    {
        if (string.IsNullOrWhiteSpace(given))
            return $"CC-{idempotencyKey[..Math.Min(37, idempotencyKey.Length)]}";
        var code = given.Trim();
        return code.Length <= 40 && code.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_' or '{' or '}')
            ? code
            : throw new ActivityException(
                FailureKind.InvalidData,
                $"The merchant reference '{given}' does not suit Opayo: 1 to 40 characters, of letters, digits and - . _ {{ }}.");
    }

    /// <summary>The body, as Pi documents it.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: a value is outside what Opayo takes.</exception>
    public JsonObject ToJson()
    {
        if (Description.Length is < 1 or > 100)
            throw new ActivityException(FailureKind.InvalidData, $"The description has {Description.Length} characters; Opayo takes 1 to 100.");
        var body = new JsonObject { ["transactionType"] = TransactionType };
        if (ReferenceTransactionId is not null)
            body["referenceTransactionId"] = ReferenceTransactionId;
        body["vendorTxCode"] = VendorTxCode;
        body["amount"] = MinorUnits.Of(Amount, Currency);
        // Refund and authorise are in the currency of the first transaction and have no member for it.
        if (TransactionType is not ("Refund" or "Authorise"))
            body["currency"] = Currency;
        body["description"] = Description;
        foreach (var (name, value) in Members)
            body[name] = value?.DeepClone();
        return body;
    }
}

namespace ClarityConnect.Workflows.Simulators.Opayo;

/// <summary>A transaction in Opayo's store, which Pi, the reports and the notifications share. It has no card number.</summary>
public sealed record OpayoTransaction
{
    /// <summary>Opayo's id.</summary>
    public required string TransactionId { get; init; }

    /// <summary>The merchant's reference, used once.</summary>
    public required string VendorTxCode { get; init; }

    /// <summary>"Payment", "Deferred", "Authenticate", "Authorise", "Repeat" or "Refund".</summary>
    public required string Type { get; init; }

    /// <summary>Where it stands.</summary>
    public OpayoState State { get; init; }

    /// <summary>The status of Pi, such as "Ok".</summary>
    public string Status { get; init; } = "Ok";

    /// <summary>The four digits.</summary>
    public string StatusCode { get; init; } = "0000";

    /// <summary>The words.</summary>
    public string StatusDetail { get; init; } = "The Authorisation was Successful.";

    /// <summary>In minor units; after a release what was released.</summary>
    public long Amount { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>What it is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>The transaction that it refunds, repeats or authorises; null for none.</summary>
    public string? ReferenceTransactionId { get; init; }

    /// <summary>The text for the settlement; null for none.</summary>
    public string? SettlementReference { get; init; }

    /// <summary>The card.</summary>
    public required OpayoCard Card { get; init; }

    /// <summary>Opayo's own number, which goes to the bank; 0 after a void or abort.</summary>
    public long RetrievalReference { get; init; }

    /// <summary>The bank's code; null where it did not approve.</summary>
    public string? BankAuthorisationCode { get; init; }

    /// <summary>The bank's two characters; null where it was not asked.</summary>
    public string? BankResponseCode { get; init; }

    /// <summary>What came of 3-D Secure, in Pi's word.</summary>
    public string ThreeDSecure { get; init; } = "NotChecked";

    /// <summary>The key that notifications are signed with.</summary>
    public required string SecurityKey { get; init; }

    /// <summary>When it was begun.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was decided; null while it is not.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When money was taken or given back; it is settled with this day.</summary>
    public DateTimeOffset? CapturedAt { get; init; }

    /// <summary>The batch that settled it; 0 for none.</summary>
    public int BatchId { get; init; }

    /// <summary>The instructions it was given, oldest first.</summary>
    public IReadOnlyList<OpayoInstruction> Instructions { get; init; } = [];

    /// <summary>The amount in major units.</summary>
    public decimal MajorAmount => Amount / OpayoCurrencies.Factor(Currency);

    /// <summary>What it adds to the takings: refunds are negative, and what took no money is nothing.</summary>
    public decimal Takings => State != OpayoState.Authorised ? 0 : Type == "Refund" ? -MajorAmount : MajorAmount;

    /// <summary>The acquirer that settles it.</summary>
    public string Acquirer => Card.CardType == "AmericanExpress" ? "American Express" : "Elavon";
}

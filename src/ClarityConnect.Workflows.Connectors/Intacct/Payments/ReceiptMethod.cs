namespace ClarityConnect.Workflows.Connectors.Intacct.Payments;

/// <summary>How a customer paid, as Intacct tells it apart.</summary>
public enum ReceiptMethod
{
    /// <summary>By the payment's own method: cash, card, else by transfer.</summary>
    AsPaid,

    /// <summary>Cash.</summary>
    Cash,

    /// <summary>A printed check.</summary>
    PrintedCheck,

    /// <summary>A bank transfer.</summary>
    Eft,

    /// <summary>A credit card.</summary>
    CreditCard,
}

namespace ClarityConnect.Workflows.Simulators.KashFlow;

/// <summary>A payment on an invoice.</summary>
/// <param name="Id">Its id.</param>
/// <param name="InvoiceNumber">The invoice.</param>
/// <param name="Amount">The amount in the invoice's currency; negative for money that went back.</param>
/// <param name="Date">The day.</param>
/// <param name="Note">The note; its first word is the caller's reference.</param>
/// <param name="MethodId">The way to pay.</param>
/// <param name="AccountId">The bank account.</param>
public sealed record KashFlowPayment(long Id, long InvoiceNumber, decimal Amount, DateOnly Date, string Note, long MethodId, long AccountId)
{
    /// <summary>The caller's reference, the note's first word.</summary>
    public string Reference => KashFlowBooks.FirstWord(Note) ?? "";
}

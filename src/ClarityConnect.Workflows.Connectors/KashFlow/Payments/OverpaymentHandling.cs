namespace ClarityConnect.Workflows.Connectors.KashFlow.Payments;

/// <summary>What happens where more is paid than is due.</summary>
public enum OverpaymentHandling
{
    /// <summary>Nothing is recorded and the step fails, so that a person looks at it.</summary>
    Refuse,

    /// <summary>All of it is recorded; KashFlow keeps what is too much as the customer's credit.</summary>
    Record,
}

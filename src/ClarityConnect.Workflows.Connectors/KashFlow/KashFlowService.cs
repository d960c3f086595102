namespace ClarityConnect.Workflows.Connectors.KashFlow;

/// <summary>Which of KashFlow's two interfaces does a job.</summary>
public enum KashFlowService
{
    /// <summary>The REST interface. It does nearly everything, and its contract is the newer and less proven one.</summary>
    Rest,

    /// <summary>The SOAP interface. Its contract is published in full.</summary>
    Soap,
}

namespace ClarityConnect.Workflows.Engine.Activation;

/// <summary>An instance was not started because the workflow's activation strategy does not allow another one now.</summary>
/// <param name="definitionId">The definition.</param>
/// <param name="strategy">Its strategy.</param>
public sealed class ActivationRefusedException(string definitionId, ActivationStrategy strategy)
    : Exception(Describe(definitionId, strategy))
{
    /// <summary>Says why nothing was started and what to do.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="strategy">Its strategy.</param>
    public static string Describe(string definitionId, ActivationStrategy strategy) => strategy switch
    {
        ActivationStrategy.Singleton =>
            $"Nothing was started: an instance of the workflow '{definitionId}' runs already, and its activation strategy allows one at a time. Wait until it has finished, or cancel it.",
        ActivationStrategy.Correlation =>
            $"Nothing was started: an instance with the same correlation id runs already, and the activation strategy of the workflow '{definitionId}' allows one at a time. Wait until it has finished, or cancel it.",
        _ =>
            $"Nothing was started: an instance of the workflow '{definitionId}' with the same correlation id runs already, and its activation strategy allows one at a time. Wait until it has finished, or cancel it.",
    };
}

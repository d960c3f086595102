namespace ClarityConnect.Workflows.Engine.Activation;

/// <summary>Whether another instance of a workflow may be started while some run. The numbers are in the database.</summary>
public enum ActivationStrategy
{
    /// <summary>Always.</summary>
    Always = 0,

    /// <summary>Only while no instance of the definition runs.</summary>
    Singleton = 1,

    /// <summary>Only while no instance of any definition runs with the same correlation id. A start without one is not limited.</summary>
    Correlation = 2,

    /// <summary>Only while no instance of the definition runs with the same correlation id. Those without one count as having the same.</summary>
    CorrelatedSingleton = 3,
}

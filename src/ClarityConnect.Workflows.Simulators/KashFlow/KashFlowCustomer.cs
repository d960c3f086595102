namespace ClarityConnect.Workflows.Simulators.KashFlow;

/// <summary>A customer that is put into the simulated company.</summary>
/// <param name="Code">The customer's code.</param>
/// <param name="Name">The name in lists.</param>
public sealed record KashFlowCustomer(string Code, string Name)
{
    /// <summary>The e-mail address of the first contact; null for none.</summary>
    public string? Email { get; init; }

    /// <summary>The id at another system; null for none.</summary>
    public string? CustomerKey { get; init; }
}

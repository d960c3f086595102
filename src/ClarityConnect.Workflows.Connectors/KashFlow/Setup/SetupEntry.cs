namespace ClarityConnect.Workflows.Connectors.KashFlow.Setup;

/// <summary>Something of the company's settings: a way to pay or a bank account.</summary>
/// <param name="Id">KashFlow's id, different in each company.</param>
/// <param name="Name">The name that people see, by which activities choose it.</param>
public sealed record SetupEntry(string Id, string Name);

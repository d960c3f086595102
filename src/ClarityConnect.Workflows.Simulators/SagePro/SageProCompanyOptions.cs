namespace ClarityConnect.Workflows.Simulators.SagePro;

/// <summary>The simulated company.</summary>
public sealed record SageProCompanyOptions
{
    /// <summary>How to reach a PostgreSQL database of its own.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Whether tables are named and dates written as in the Visual FoxPro edition: the company number behind each name, 1899-12-30 for no date.</summary>
    /// <value>Default false: the SQL Server edition.</value>
    public bool IsFoxPro { get; init; }

    /// <summary>The company number.</summary>
    public string Company { get; init; } = "01";

    /// <summary>What stands behind the names of the company's tables.</summary>
    internal string Suffix => IsFoxPro ? Company : "";
}

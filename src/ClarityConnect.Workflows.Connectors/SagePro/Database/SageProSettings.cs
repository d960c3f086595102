using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.SagePro.Database;

/// <summary>Which company, where it is, and how its tables are called.</summary>
public sealed record SageProSettings
{
    /// <summary>The kind of database.</summary>
    public SageProDialect Dialect { get; init; }

    /// <summary>How to reach the database; holds the password.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>The company number, two characters.</summary>
    public string Company { get; init; } = "01";

    /// <summary>The edition.</summary>
    public SageProEdition Edition { get; init; }

    /// <summary>What stands before the names of the company's tables, such as "PRO01.dbo"; empty for nothing.</summary>
    public string CompanySchema { get; init; } = "";

    /// <summary>What stands before the names of our staging tables, such as "ClarityStaging.dbo"; empty for nothing.</summary>
    public string StagingSchema { get; init; } = "";

    /// <summary>Changes to the table map, as lines of "name = table" and "name.field = column"; empty for the defaults.</summary>
    public string TableMap { get; init; } = "";

    /// <summary>What customer numbers that we give begin with; one letter or digit.</summary>
    public string CustomerPrefix { get; init; } = "H";

    /// <summary>How long one statement may take. Default 60 seconds.</summary>
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Checks what an administrator typed.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: something cannot be used.</exception>
    public SageProSettings Check()
    {
        if (string.IsNullOrWhiteSpace(ConnectionString))
            throw Wrong("there is no database connection. Give the connection string of the database that holds the staging tables");
        if (Company.Length is 0 or > 2 || !Company.All(char.IsAsciiLetterOrDigit))
            throw Wrong($"the company number '{Company}' is none. It has two characters, such as 01");
        if (CustomerPrefix.Length != 1 || !char.IsAsciiLetterOrDigit(CustomerPrefix[0]))
            throw Wrong($"customer numbers cannot begin with '{CustomerPrefix}'. Give one letter or digit");
        _ = Tables();
        return this;
    }

    internal TableMap Tables() => Database.TableMap.Read(this);

    private static ActivityException Wrong(string what) => new(FailureKind.Misconfigured, $"Sage Pro cannot be reached as it is set up: {what}.");
}

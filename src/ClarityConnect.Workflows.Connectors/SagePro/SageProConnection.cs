using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.SagePro;

/// <summary>
/// A company of Sage Pro. The product has no interface of its own, so it is reached by its database: by an agent on the company's premises, or
/// straight from here.
/// </summary>
[ConnectionType("sagepro", "Sage Pro", Description = "A company of Sage Pro ERP. Give the name of the agent that runs at the company; or, where this server reaches the company's database itself, leave the agent empty and fill in the database.")]
public sealed class SageProConnection : Connection<SageProClient>
{
    /// <summary>The agent; empty to reach the database from here.</summary>
    [ConnectionField("Agent", Description = "The name of the agent at the company, which is the name of its API key. Leave it empty where this server reaches the database itself.")]
    public string? Agent { get; set; }

    /// <summary>The kind of database. Default SQL Server.</summary>
    [ConnectionField("Kind of database", Description = "Only without an agent: the kind of database that holds the company and the staging tables.")]
    public SageProDialect Dialect { get; set; } = SageProDialect.SqlServer;

    /// <summary>How to reach the database.</summary>
    [ConnectionField("Database", Description = "Only without an agent: the connection string, such as Server=ERP1;Database=ClarityStaging;User ID=clarity;Password=…. The user reads the company's tables and writes only the staging tables that begin with cc_.")]
    public Secret? Database { get; set; }

    /// <summary>The company number. Default 01.</summary>
    [ConnectionField("Company number", Description = "Only without an agent: two characters, such as 01.")]
    public string Company { get; set; } = "01";

    /// <summary>The edition. Default SQL Server.</summary>
    [ConnectionField("Edition", Description = "Only without an agent: SQL Server, or Visual FoxPro where the tables are copies of FoxPro's and their names end with the company number.")]
    public SageProEdition Edition { get; set; }

    /// <summary>What stands before the names of the company's tables.</summary>
    [ConnectionField("Company database", Description = "Only without an agent: database and schema of the company's tables, such as PRO01.dbo. Leave it empty where they are in the database above.")]
    public string? CompanySchema { get; set; }

    /// <summary>What stands before the names of the staging tables.</summary>
    [ConnectionField("Staging schema", Description = "Only without an agent: where the staging tables are, such as ClarityStaging.dbo. Leave it empty for the database's default.")]
    public string? StagingSchema { get; set; }

    /// <summary>Changes to the table map.</summary>
    [ConnectionField("Table map", Description = "Only without an agent: names that differ at this company, separated by semicolons, such as: accounts = glmast; accounts.number = acct. The chart of accounts has to be named before journals can be posted; the connection's test shows what may be it.")]
    public string? TableMap { get; set; }

    /// <summary>What customer numbers that we give begin with. Default H.</summary>
    [ConnectionField("New customers begin with", Description = "Only without an agent: the letter that numbers of new customers begin with; five more characters follow.")]
    public string CustomerPrefix { get; set; } = "H";

    /// <summary>How often it is looked whether Sage Pro has posted. Default 30 seconds.</summary>
    [ConnectionField("Look for postings every (seconds)", Description = "Only without an agent: how often to look whether Sage Pro has posted what was delivered, from 1 to 3600.")]
    public int LookEverySeconds { get; set; } = 30;

    /// <inheritdoc/>
    public override SageProClient CreateClient(ConnectionContext context)
    {
        if (!string.IsNullOrWhiteSpace(Agent))
        {
            return new SageProClient(new AgentRoute(
                context.Agents ?? throw new ActivityException(FailureKind.Misconfigured, "Agents can be reached only from a server."), Agent.Trim()));
        }

        if (LookEverySeconds is < 1 or > 3600)
            throw new ActivityException(FailureKind.Misconfigured, $"{LookEverySeconds} seconds between two looks is not possible. Give a number from 1 to 3600.");
        if (string.IsNullOrWhiteSpace(Database?.Reveal()))
            throw new ActivityException(FailureKind.Misconfigured, "The connection has neither an agent nor a database. Fill in one of them.");
        var settings = new SageProSettings
        {
            Dialect = Dialect,
            ConnectionString = Database!.Reveal(),
            Company = Company.Trim(),
            Edition = Edition,
            CompanySchema = CompanySchema?.Trim() ?? "",
            StagingSchema = StagingSchema?.Trim() ?? "",
            TableMap = TableMap ?? "",
            CustomerPrefix = CustomerPrefix.Trim(),
        };
        return new SageProClient(new DirectRoute(new SageProDatabase(settings, context.Time), TimeSpan.FromSeconds(LookEverySeconds)));
    }

    /// <inheritdoc/>
    public override async Task<ConnectionTest> TestAsync(SageProClient client, CancellationToken cancellationToken)
    {
        var report = await client.ProbeAsync(cancellationToken);
        var way = client.Route is AgentRoute route && await route.SightingAsync(cancellationToken) is { } agent ? $"Agent {agent.Agent} {agent.Version} answers. " : "";
        return new ConnectionTest(report.IsComplete, way + report.Describe());
    }
}

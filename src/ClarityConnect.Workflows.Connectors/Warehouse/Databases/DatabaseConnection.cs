using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Warehouse.Databases;

/// <summary>A database that figures are kept in for reports, such as a data warehouse.</summary>
[ConnectionType("database", "Database (SQL)", Description = "A database that workflows add rows to, such as a data warehouse.")]
public sealed class DatabaseConnection : Connection<DatabaseClient>
{
    /// <summary>The kind of database. Default PostgreSQL.</summary>
    [ConnectionField("Kind of database")]
    public DatabaseKind Kind { get; set; }

    /// <summary>The server's name.</summary>
    [ConnectionField("Server", Description = "The server's name or address.", IsRequired = true)]
    public string Host { get; set; } = "";

    /// <summary>The port; 0 for the usual one.</summary>
    [ConnectionField("Port", Description = "0 for the usual one: 5432 at PostgreSQL, 1433 at SQL Server.")]
    public int Port { get; set; }

    /// <summary>The database's name.</summary>
    [ConnectionField("Database", IsRequired = true)]
    public string Database { get; set; } = "";

    /// <summary>The user.</summary>
    [ConnectionField("User", Description = "One that may read and add rows to the tables that workflows write, and nothing else.", IsRequired = true)]
    public string User { get; set; } = "";

    /// <summary>The user's password.</summary>
    [ConnectionField("Password", IsRequired = true)]
    public Secret? Password { get; set; }

    /// <summary>Whether the call is encrypted and the server's certificate is checked. Default true. It can be off only on the own premises.</summary>
    [ConnectionField("Encrypted", Description = "Untick it only for a server on your own premises that has no certificate.")]
    public bool IsEncrypted { get; set; } = true;

    /// <inheritdoc/>
    public override DatabaseClient CreateClient(ConnectionContext context)
    {
        if (Port is < 0 or > 65535)
            throw new ActivityException(FailureKind.Misconfigured, $"The port {Port} is not possible. Give a number from 1 to 65535, or 0 for the usual one.");
        if (!IsEncrypted && !AllowPrivateAddresses)
            throw new ActivityException(FailureKind.Misconfigured, "Without encryption everybody on the way reads the data. Tick 'Encrypted', or allow private addresses for a server on your own premises.");
        VendorAddress.Required(Password?.Reveal(), "password");
        var place = new DatabasePlace(
            Kind, VendorAddress.Required(Host, "server"), Port, VendorAddress.Required(Database, "database"), VendorAddress.Required(User, "user"), Password!, IsEncrypted);
        return new DatabaseClient(place, AllowPrivateAddresses);
    }

    /// <inheritdoc/>
    public override async Task<ConnectionTest> TestAsync(DatabaseClient client, CancellationToken cancellationToken) =>
        new ConnectionTest(true, $"{Host} lets us in to the database {Database} as {await client.GetUserAsync(cancellationToken)}.");
}

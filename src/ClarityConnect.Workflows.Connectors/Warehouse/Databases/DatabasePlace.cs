using System.Data.Common;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Warehouse.Databases;

/// <summary>Where a database is and how to get in.</summary>
internal sealed record DatabasePlace(DatabaseKind Kind, string Host, int Port, string Database, string User, Secret Password, bool IsEncrypted)
{
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: this program has no driver for the database.</exception>
    public DbConnection Connect()
    {
        var driver = Kind == DatabaseKind.PostgreSql ? "Npgsql" : "Microsoft.Data.SqlClient";
        if (!DbProviderFactories.TryGetFactory(driver, out var factory))
            throw new ActivityException(FailureKind.Misconfigured, $"The database driver '{driver}' is not part of this program.");
        var connection = factory.CreateConnection()!;
        connection.ConnectionString = ConnectionString();
        return connection;
    }

    public string ConnectionString()
    {
        var text = new DbConnectionStringBuilder();
        if (Kind == DatabaseKind.PostgreSql)
        {
            text["Host"] = Host;
            text["Port"] = Port == 0 ? 5432 : Port;
            text["Database"] = Database;
            text["Username"] = User;
            text["SSL Mode"] = IsEncrypted ? "VerifyFull" : "Disable";
            text["GSS Encryption Mode"] = "Disable";
        }
        else
        {
            text["Server"] = Port == 0 ? Host : $"{Host},{Port}";
            text["Initial Catalog"] = Database;
            text["User ID"] = User;
            text["Encrypt"] = IsEncrypted ? "True" : "False";
        }

        text["Password"] = Password.Reveal();
        return text.ConnectionString;
    }
}

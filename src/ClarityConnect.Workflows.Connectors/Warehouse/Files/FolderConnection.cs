using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Warehouse.Files;

/// <summary>A folder that the server writes files to, such as one that a data warehouse loads from.</summary>
[ConnectionType("folder", "Folder for files", Description = "A folder on the server, or mounted there, that a data warehouse loads files from.")]
public sealed class FolderConnection : Connection<FolderClient>
{
    /// <summary>The folder's whole path on the server.</summary>
    [ConnectionField("Folder", Description = "The whole path on the server, such as /mnt/warehouse/in. It has to be there, and the server's user has to be allowed to write in it.", IsRequired = true)]
    public string Folder { get; set; } = "";

    /// <inheritdoc/>
    public override FolderClient CreateClient(ConnectionContext context)
    {
        var folder = VendorAddress.Required(Folder, "folder");
        return Path.IsPathFullyQualified(folder)
            ? new FolderClient(Path.GetFullPath(folder))
            : throw new ActivityException(FailureKind.Misconfigured, $"The folder '{folder}' is no whole path. Give one that begins with /, or with a drive.");
    }

    /// <inheritdoc/>
    public override async Task<ConnectionTest> TestAsync(FolderClient client, CancellationToken cancellationToken)
    {
        await client.TryAsync(cancellationToken);
        return new ConnectionTest(true, $"The server may write in {Folder}.");
    }
}

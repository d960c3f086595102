using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Payroll;

/// <summary>
/// The folder on the server's disk into which payroll exports are dropped. Heartland Payroll has no public API; its reports are exported by hand or
/// by its own scheduler, and brought here by whatever the customer copies files with.
/// </summary>
[ConnectionType("heartland-payroll", "Heartland Payroll (folder)", Description = "A folder on the server into which payroll exports (CSV) are dropped. Workflows read below it and nowhere else.")]
public sealed class HeartlandPayrollConnection : Connection<PayrollFolder>
{
    /// <summary>The folder. Workflows read and move files below it and nowhere else.</summary>
    [ConnectionField("Folder", Description = "The whole path of the folder on the server, such as /srv/payroll. For files on an SFTP server or a share mount it there. Workflows read and move files below it and nowhere else.", IsRequired = true)]
    public string Folder { get; set; } = "";

    /// <summary>The currency of the payroll, ISO 4217. Default "USD".</summary>
    [ConnectionField("Currency", Description = "The payroll’s currency in three letters, such as USD. Exports come without one.", IsRequired = true)]
    public string Currency { get; set; } = "USD";

    /// <summary>For how many seconds a file has to be unchanged before it is read. Default 10.</summary>
    [ConnectionField("Seconds until a file is complete", Description = "For how many seconds a file has to be unchanged before it is read, so that none is read while it is still being copied.")]
    public int QuietSeconds { get; set; } = 10;

    /// <inheritdoc/>
    public override PayrollFolder CreateClient(ConnectionContext context)
    {
        var folder = VendorAddress.Required(Folder, "folder");
        if (!Path.IsPathFullyQualified(folder) || Path.GetPathRoot(folder) == Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))
            throw new ActivityException(FailureKind.Misconfigured, $"The connection's folder '{folder}' is no whole path of a folder. Give one such as /srv/payroll; the top of the disk is not allowed.");
        if (QuietSeconds is < 0 or > 3600)
            throw new ActivityException(FailureKind.Misconfigured, $"{QuietSeconds} seconds are not possible. Give a number from 0 to 3600.");
        return new PayrollFolder(Path.GetFullPath(folder), VendorAddress.Required(Currency, "currency").ToUpperInvariant(), TimeSpan.FromSeconds(QuietSeconds), context.Time);
    }

    /// <inheritdoc/>
    public override Task<ConnectionTest> TestAsync(PayrollFolder client, CancellationToken cancellationToken)
    {
        var waiting = client.ListWaiting("", "*.csv").Count;
        client.CheckWritable();
        return Task.FromResult(new ConnectionTest(true, $"The server reads and writes {client.Root}; {waiting} file{(waiting == 1 ? " is" : "s are")} waiting."));
    }
}

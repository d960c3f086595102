using ClarityConnect.Workflows.Connectors.Intacct.Queries;

namespace ClarityConnect.Workflows.Connectors.Intacct.Setup;

/// <summary>Reads what a company is set up with, for look-ups.</summary>
internal static class IntacctSetup
{
    public static async Task<IReadOnlyList<LedgerAccount>> AccountsAsync(IntacctClient client, CancellationToken cancellationToken)
    {
        string[] fields = ["ACCOUNTNO", "TITLE", "ACCOUNTTYPE", "NORMALBALANCE", "REQUIRELOC", "STATUS"];
        var rows = await client.QueryAsync(new IntacctQuery("GLACCOUNT", fields) { OrderBy = ["ACCOUNTNO"] }, cancellationToken);
        return [.. rows.Select(LedgerAccount.From)];
    }

    public static Task<IReadOnlyList<SetupEntry>> JournalsAsync(IntacctClient client, CancellationToken cancellationToken) =>
        EntriesAsync(client, "GLJOURNAL", "SYMBOL", "TITLE", cancellationToken);

    public static Task<IReadOnlyList<SetupEntry>> LocationsAsync(IntacctClient client, CancellationToken cancellationToken) =>
        EntriesAsync(client, "LOCATION", "LOCATIONID", "NAME", cancellationToken);

    public static Task<IReadOnlyList<SetupEntry>> DepartmentsAsync(IntacctClient client, CancellationToken cancellationToken) =>
        EntriesAsync(client, "DEPARTMENT", "DEPARTMENTID", "TITLE", cancellationToken);

    private static async Task<IReadOnlyList<SetupEntry>> EntriesAsync(
        IntacctClient client, string objectName, string id, string name, CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync(new IntacctQuery(objectName, [id, name, "STATUS"]) { OrderBy = [id] }, cancellationToken);
        return [.. rows.Select(row => new SetupEntry(row.GetValueOrDefault(id, ""), row.GetValueOrDefault(name, ""), SetupEntry.IsInUse(row)))];
    }
}

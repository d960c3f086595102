using ClarityConnect.Workflows.Connectors.Intacct.Queries;

namespace ClarityConnect.Workflows.Connectors.Intacct.Setup;

/// <summary>Reads what a company is set up with, for look-ups.</summary>
internal static class IntacctSetup
{
    public static readonly (string Object, string Id, string Name) Accounts = ("GLACCOUNT", "ACCOUNTNO", "TITLE");
    public static readonly (string Object, string Id, string Name) StatisticalAccounts = ("STATACCOUNT", "ACCOUNTNO", "TITLE");
    public static readonly (string Object, string Id, string Name) Journals = ("GLJOURNAL", "SYMBOL", "TITLE");
    public static readonly (string Object, string Id, string Name) StatisticalJournals = ("STATJOURNAL", "SYMBOL", "TITLE");
    public static readonly (string Object, string Id, string Name) Locations = ("LOCATION", "LOCATIONID", "NAME");
    public static readonly (string Object, string Id, string Name) Departments = ("DEPARTMENT", "DEPARTMENTID", "TITLE");
    public static readonly (string Object, string Id, string Name) Classes = ("CLASS", "CLASSID", "NAME");
    public static readonly (string Object, string Id, string Name) Projects = ("PROJECT", "PROJECTID", "NAME");
    public static readonly (string Object, string Id, string Name) Customers = ("CUSTOMER", "CUSTOMERID", "NAME");
    public static readonly (string Object, string Id, string Name) Items = ("ITEM", "ITEMID", "NAME");
    public static readonly (string Object, string Id, string Name) Vendors = ("VENDOR", "VENDORID", "NAME");
    public static readonly (string Object, string Id, string Name) Employees = ("EMPLOYEE", "EMPLOYEEID", "PERSONALINFO.PRINTAS");
    public static readonly (string Object, string Id, string Name) BankAccounts = ("CHECKINGACCOUNT", "BANKACCOUNTID", "BANKNAME");

    public static async Task<IReadOnlyList<LedgerAccount>> AccountsAsync(IntacctClient client, CancellationToken cancellationToken)
    {
        string[] fields = ["ACCOUNTNO", "TITLE", "ACCOUNTTYPE", "NORMALBALANCE", "REQUIRELOC", "STATUS"];
        var rows = await client.QueryAsync(new IntacctQuery("GLACCOUNT", fields) { OrderBy = ["ACCOUNTNO"] }, cancellationToken);
        return [.. rows.Select(LedgerAccount.From)];
    }

    /// <summary>Lists what journals and invoices refer to, by id.</summary>
    public static async Task<IReadOnlyList<SetupEntry>> ListAsync(IntacctClient client, (string Object, string Id, string Name) what, CancellationToken cancellationToken)
    {
        var (objectName, id, name) = what;
        var rows = await client.QueryAsync(new IntacctQuery(objectName, [id, name, "STATUS"]) { OrderBy = [id] }, cancellationToken);
        return [.. rows.Select(row => new SetupEntry(row.GetValueOrDefault(id, ""), row.GetValueOrDefault(name, ""), SetupEntry.IsInUse(row)))];
    }
}

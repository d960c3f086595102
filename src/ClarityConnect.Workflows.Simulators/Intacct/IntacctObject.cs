using System.Globalization;
using System.Xml.Linq;

namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>An object that can be read.</summary>
/// <param name="Name">E.g. GLBATCH.</param>
/// <param name="KeyField">The business id that readByName takes.</param>
/// <param name="Fields">Fields in the order in which they are written.</param>
/// <param name="Rows">The rows in the order of their record numbers.</param>
internal sealed record IntacctObject(
    string Name, string KeyField, IReadOnlyList<IntacctField> Fields, Func<Books, IReadOnlyList<string>, IEnumerable<object>> Rows)
{
    // Before the list of objects, which uses it.
    private static readonly string[] FurtherDimensions = ["PROJECTID", "CUSTOMERID", "VENDORID", "EMPLOYEEID", "ITEMID", "CLASSID", "CONTRACTID", "WAREHOUSEID"];

    private static readonly IntacctObject[] All =
    [
        Batches(), Entries(), Accounts(), .. RecordObjects.All,
        Named("GLJOURNAL", "SYMBOL", "TITLE", ChartOfAccounts.Journals), Named("LOCATION", "LOCATIONID", "NAME", ChartOfAccounts.Locations),
        Named("DEPARTMENT", "DEPARTMENTID", "TITLE", ChartOfAccounts.Departments), Named("CLASS", "CLASSID", "NAME", CompanySetup.Classes),
        Named("ITEM", "ITEMID", "NAME", CompanySetup.Items), Named("VENDOR", "VENDORID", "NAME", CompanySetup.Vendors),
        Named("EMPLOYEE", "EMPLOYEEID", "PERSONALINFO.PRINTAS", CompanySetup.Employees), Named("CHECKINGACCOUNT", "BANKACCOUNTID", "BANKNAME", CompanySetup.BankAccounts),
        Named("STATACCOUNT", "ACCOUNTNO", "TITLE", CompanySetup.StatisticalAccounts), Named("STATJOURNAL", "SYMBOL", "TITLE", CompanySetup.StatisticalJournals),
    ];

    /// <exception cref="IntacctRefusal">PL04000005: no permission, which is also how an object that the simulator lacks shows.</exception>
    public static IntacctObject Find(string? name, string operation) =>
        Array.Find(All, o => string.Equals(o.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new IntacctRefusal("PL04000005", $"You do not have permission for API operation {operation} on objects of type {name}");

    /// <exception cref="IntacctRefusal">There is no such field.</exception>
    public IntacctField Field(string name) =>
        Fields.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new IntacctRefusal($"Invalid fields list {name}", $"There is no field {name} in {Name}.");

    /// <summary>"*", empty or a list of names separated by commas.</summary>
    public IReadOnlyList<IntacctField> Select(string? list) =>
        list is null or "" or "*" ? Fields : [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Field)];

    public XElement Write(object row, IEnumerable<IntacctField> fields) => new(Name, fields.Select(f => new XElement(f.Name, f.Get(row) ?? "")));

    private static string Date(DateOnly date) => date.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);

    internal static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("MM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    internal static string Number(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private static IntacctObject Batches() => new("GLBATCH", "RECORDNO",
    [
        Of<PostedBatch>("RECORDNO", FieldType.Number, b => Number(b.RecordNo)),
        Of<PostedBatch>("BATCHNO", FieldType.Number, b => Number(b.BatchNo)),
        Of<PostedBatch>("BATCH_TITLE", FieldType.Text, b => b.Title),
        Of<PostedBatch>("JOURNAL", FieldType.Text, b => b.Journal),
        Of<PostedBatch>("BATCH_DATE", FieldType.Date, b => Date(b.BatchDate)),
        Of<PostedBatch>("REFERENCENO", FieldType.Text, b => b.ReferenceNo),
        Of<PostedBatch>("BASELOCATION_NO", FieldType.Text, b => b.BaseLocation),
        Of<PostedBatch>("STATE", FieldType.Text, b => b.State),
        Of<PostedBatch>("REVERSEDKEY", FieldType.Number, b => b.Reverses is { } key ? Number(key) : null),
        .. CompanySetup.CustomFields.Select(name => Of<PostedBatch>(name, FieldType.Text, b => b.CustomFields.GetValueOrDefault(name))),
        Of<PostedBatch>("MODULE", FieldType.Text, _ => "2.GL"),
        Of<PostedBatch>("WHENCREATED", FieldType.Moment, b => Moment(b.CreatedAt)),
        Of<PostedBatch>("WHENMODIFIED", FieldType.Moment, b => Moment(b.CreatedAt)),
    ], (books, _) => books.Visible);

    private static IntacctObject Entries() => new("GLENTRY", "RECORDNO",
    [
        OfEntry("RECORDNO", FieldType.Number, (_, e) => Number(e.RecordNo)),
        OfEntry("BATCHNO", FieldType.Number, (b, _) => Number(b.RecordNo)),
        OfEntry("LINE_NO", FieldType.Number, (_, e) => Number(e.LineNo)),
        OfEntry("ENTRY_DATE", FieldType.Date, (b, _) => Date(b.BatchDate)),
        OfEntry("ACCOUNTNO", FieldType.Text, (_, e) => e.AccountNo),
        OfEntry("TR_TYPE", FieldType.Number, (_, e) => Number(e.Type)),
        OfEntry("AMOUNT", FieldType.Number, (_, e) => Number(e.BaseAmount ?? e.Amount)),
        OfEntry("TRX_AMOUNT", FieldType.Number, (_, e) => Number(e.Amount)),
        OfEntry("CURRENCY", FieldType.Text, (_, e) => e.Currency),
        OfEntry("BASECURR", FieldType.Text, (_, _) => ChartOfAccounts.BaseCurrency),
        OfEntry("LOCATION", FieldType.Text, (_, e) => e.Location),
        OfEntry("DEPARTMENT", FieldType.Text, (_, e) => e.Department),
        .. FurtherDimensions.Select(name => OfEntry(name, FieldType.Text, (_, e) => e.Dimensions.GetValueOrDefault(name))),
        OfEntry("DOCUMENT", FieldType.Text, (_, e) => e.Document),
        OfEntry("DESCRIPTION", FieldType.Text, (_, e) => e.Description),
        OfEntry("STATE", FieldType.Text, (b, _) => b.State),
        OfEntry("WHENMODIFIED", FieldType.Moment, (b, _) => Moment(b.CreatedAt)),
    ], (books, _) => books.Visible.SelectMany(b => b.Entries.Select(e => (object)(b, e))));

    private static IntacctObject Accounts() => new("GLACCOUNT", "ACCOUNTNO",
    [
        Of<GlAccount>("RECORDNO", FieldType.Number, a => a.Number),
        Of<GlAccount>("ACCOUNTNO", FieldType.Text, a => a.Number),
        Of<GlAccount>("TITLE", FieldType.Text, a => a.Title),
        Of<GlAccount>("ACCOUNTTYPE", FieldType.Text, a => a.BalanceSheet ? "balancesheet" : "incomestatement"),
        Of<GlAccount>("NORMALBALANCE", FieldType.Text, a => a.DebitNormal ? "debit" : "credit"),
        Of<GlAccount>("STATUS", FieldType.Text, a => a.Active ? "active" : "inactive"),
        Of<GlAccount>("REQUIREDEPT", FieldType.Text, a => a.RequiresDepartment ? "true" : "false"),
        Of<GlAccount>("REQUIRELOC", FieldType.Text, _ => "true"),
    ], (_, missing) => ChartOfAccounts.Accounts.Where(a => !missing.Contains(a.Number)));

    private static IntacctObject Named(string name, string id, string title, IReadOnlyList<NamedRecord> rows) => new(name, id,
    [
        Of<NamedRecord>("RECORDNO", FieldType.Number, r => Number(rows.TakeWhile(other => other != r).Count() + 1)),
        Of<NamedRecord>(id, FieldType.Text, r => r.Id),
        Of<NamedRecord>(title, FieldType.Text, r => r.Name),
        Of<NamedRecord>("STATUS", FieldType.Text, _ => "active"),
    ], (_, _) => rows);

    private static IntacctField Of<T>(string name, FieldType type, Func<T, string?> get) => new(name, type, row => get((T)row));

    private static IntacctField OfEntry(string name, FieldType type, Func<PostedBatch, PostedEntry, string?> get) =>
        Of<(PostedBatch Batch, PostedEntry Entry)>(name, type, row => get(row.Batch, row.Entry));
}

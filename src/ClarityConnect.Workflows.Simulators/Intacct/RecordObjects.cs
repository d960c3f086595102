namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>The objects that are kept as <see cref="BookedRecord"/>, with their fields.</summary>
internal static class RecordObjects
{
    private const string Mail = "DISPLAYCONTACT.MAILADDRESS.";

    private static readonly string[] LineNumbers = ["RECORDNO", "RECORDKEY", "LINE_NO", "AMOUNT", "TRX_AMOUNT"];

    private static readonly string[] LineTexts =
        ["ACCOUNTNO", "CURRENCY", "ENTRYDESCRIPTION", "LOCATIONID", "DEPARTMENTID", "PROJECTID", "CUSTOMERID", "VENDORID", "EMPLOYEEID", "ITEMID", "CLASSID"];

    public static IReadOnlyList<IntacctObject> All { get; } =
    [
        Of("CUSTOMER", "CUSTOMERID", [], [], "CUSTOMERID", "NAME", "STATUS", "TAXID", "CURRENCY", "TERMNAME", "CREDITLIMIT", "CUSTTYPE", "PARENTID", "DISPLAYCONTACT.PRINTAS", "DISPLAYCONTACT.COMPANYNAME",
            "DISPLAYCONTACT.FIRSTNAME", "DISPLAYCONTACT.LASTNAME", "DISPLAYCONTACT.PHONE1", "DISPLAYCONTACT.CELLPHONE", "DISPLAYCONTACT.EMAIL1",
            Mail + "ADDRESS1", Mail + "ADDRESS2", Mail + "CITY", Mail + "STATE", Mail + "ZIP", Mail + "COUNTRY", Mail + "COUNTRYCODE"),
        Of("PROJECT", "PROJECTID", [], [], "PROJECTID", "NAME", "STATUS", "DESCRIPTION", "PROJECTCATEGORY", "CUSTOMERID"),
        Of("ARINVOICE", "RECORDID", ["WHENCREATED", "WHENDUE"], ["TOTALENTERED", "TRX_TOTALENTERED", "TOTALDUE", "TRX_TOTALDUE", "TOTALPAID", "TRX_TOTALPAID"],
            "RECORDID", "CUSTOMERID", "STATE", "DOCNUMBER", "DESCRIPTION", "CURRENCY", "BASECURR"),
        Of("ARADJUSTMENT", "RECORDID", ["WHENCREATED"], ["TOTALENTERED", "TRX_TOTALENTERED", "TOTALDUE", "TRX_TOTALDUE"], "RECORDID", "CUSTOMERID", "STATE", "DOCNUMBER", "DESCRIPTION", "CURRENCY", "BASECURR"),
        Of("ARPYMT", "DOCNUMBER", ["RECEIPTDATE"], ["TOTALENTERED", "TRX_TOTALENTERED"],
            "DOCNUMBER", "CUSTOMERID", "STATE", "DESCRIPTION", "PAYMENTMETHOD", "CURRENCY", "FINANCIALENTITY", "UNDEPOSITEDACCOUNTNO"),
        Of("SODOCUMENT", "DOCID", ["WHENCREATED"], ["TOTAL", "TRX_TOTAL"], "DOCNO", "DOCID", "DOCPARID", "CUSTVENDID", "PONUMBER", "MESSAGE", "STATE", "CURRENCY"),
        Lines("ARINVOICEITEM", "ARINVOICE"), Lines("ARADJUSTMENTITEM", "ARADJUSTMENT"),
        new(
            "USERINFO", "LOGINID",
            [new IntacctField("RECORDNO", FieldType.Number, r => ((NamedRecord)r).Id), new IntacctField("LOGINID", FieldType.Text, r => ((NamedRecord)r).Name)],
            (books, _) => [new NamedRecord(CompanySetup.Person, "Admin"), new NamedRecord(CompanySetup.WebServicesUser, books.WebServicesUser)]),
    ];

    private static IntacctObject Of(string name, string key, string[] dates, string[] numbers, params string[] texts) => new(
        name, key,
        [
            new IntacctField("RECORDNO", FieldType.Number, r => IntacctObject.Number(((BookedRecord)r).RecordNo)),
            .. texts.Select(t => Field(t, FieldType.Text)), .. dates.Select(d => Field(d, FieldType.Date)), .. numbers.Select(n => Field(n, FieldType.Number)),
            .. CompanySetup.CustomFields.Select(f => Field(f, FieldType.Text)),
            new IntacctField("AUWHENCREATED", FieldType.Moment, r => IntacctObject.Moment(((BookedRecord)r).CreatedAt)),
            new IntacctField("WHENMODIFIED", FieldType.Moment, r => IntacctObject.Moment(((BookedRecord)r).ModifiedAt)),
            new IntacctField("MODIFIEDBY", FieldType.Text, r => ((BookedRecord)r).ModifiedBy),
        ],
        (books, _) => books.Of(name));

    private static IntacctObject Lines(string name, string owner) => new(
        name, "RECORDNO",
        [
            .. LineNumbers.Select(n => Line(n, FieldType.Number)),
            .. LineTexts.Select(n => Line(n, FieldType.Text)),
        ],
        (books, _) => books.Of(owner).SelectMany(r => r.Lines));

    private static IntacctField Field(string name, FieldType type) => new(name, type, r => ((BookedRecord)r).Fields.GetValueOrDefault(name));

    private static IntacctField Line(string name, FieldType type) => new(name, type, r => ((IReadOnlyDictionary<string, string>)r).GetValueOrDefault(name));
}

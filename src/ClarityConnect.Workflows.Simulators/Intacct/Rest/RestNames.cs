using System.Globalization;

namespace ClarityConnect.Workflows.Simulators.Intacct.Rest;

/// <summary>An object of the REST API over one of the XML gateway: its path and its fields.</summary>
/// <param name="Path">E.g. "accounts-receivable/invoice".</param>
/// <param name="Object">E.g. "ARINVOICE".</param>
/// <param name="Fields">Names in REST and at the gateway.</param>
internal sealed record RestNames(string Path, string Object, IReadOnlyDictionary<string, string> Fields)
{
    private static readonly RestNames[] All =
    [
        Of("general-ledger/journal-entry", "GLBATCH", "key=RECORDNO id=RECORDNO txnNumber=BATCHNO glJournal.id=JOURNAL description=BATCH_TITLE referenceNumber=REFERENCENO postingDate=BATCH_DATE state=STATE"),
        Of("general-ledger/journal-entry-line", "GLENTRY", "key=RECORDNO id=RECORDNO journalEntry.key=BATCHNO lineNumber=LINE_NO glAccount.id=ACCOUNTNO txnType=TR_TYPE txnAmount=TRX_AMOUNT baseAmount=AMOUNT "
            + "currency.txnCurrency=CURRENCY documentId=DOCUMENT description=DESCRIPTION dimensions.location.id=LOCATION dimensions.department.id=DEPARTMENT dimensions.project.id=PROJECTID "
            + "dimensions.customer.id=CUSTOMERID dimensions.vendor.id=VENDORID dimensions.employee.id=EMPLOYEEID dimensions.item.id=ITEMID dimensions.class.id=CLASSID"),
        Of("accounts-receivable/customer", "CUSTOMER", "key=RECORDNO id=CUSTOMERID name=NAME taxId=TAXID currency=CURRENCY status=STATUS contacts.default.printAs=DISPLAYCONTACT.PRINTAS "
            + "contacts.default.companyName=DISPLAYCONTACT.COMPANYNAME contacts.default.firstName=DISPLAYCONTACT.FIRSTNAME contacts.default.lastName=DISPLAYCONTACT.LASTNAME "
            + "contacts.default.phone1=DISPLAYCONTACT.PHONE1 contacts.default.mobile=DISPLAYCONTACT.CELLPHONE contacts.default.email1=DISPLAYCONTACT.EMAIL1 "
            + "contacts.default.mailingAddress.addressLine1=DISPLAYCONTACT.MAILADDRESS.ADDRESS1 contacts.default.mailingAddress.addressLine2=DISPLAYCONTACT.MAILADDRESS.ADDRESS2 "
            + "contacts.default.mailingAddress.city=DISPLAYCONTACT.MAILADDRESS.CITY contacts.default.mailingAddress.state=DISPLAYCONTACT.MAILADDRESS.STATE "
            + "contacts.default.mailingAddress.postCode=DISPLAYCONTACT.MAILADDRESS.ZIP contacts.default.mailingAddress.isoCountryCode=DISPLAYCONTACT.MAILADDRESS.COUNTRYCODE"),
        Of("accounts-receivable/invoice", "ARINVOICE", "key=RECORDNO id=RECORDNO invoiceNumber=RECORDID customer.id=CUSTOMERID referenceNumber=DOCNUMBER description=DESCRIPTION invoiceDate=WHENCREATED dueDate=WHENDUE "
            + "currency.txnCurrency=CURRENCY currency.baseCurrency=BASECURR totalBaseAmount=TOTALENTERED totalTxnAmount=TRX_TOTALENTERED totalBaseAmountDue=TOTALDUE totalTxnAmountDue=TRX_TOTALDUE state=STATE"),
        Of("accounts-receivable/invoice-line", "ARINVOICEITEM", "key=RECORDNO id=RECORDNO invoice.key=RECORDKEY lineNumber=LINE_NO glAccount.id=ACCOUNTNO baseAmount=AMOUNT txnAmount=TRX_AMOUNT memo=ENTRYDESCRIPTION "
            + "dimensions.location.id=LOCATIONID dimensions.department.id=DEPARTMENTID dimensions.project.id=PROJECTID dimensions.item.id=ITEMID"),
        Of("accounts-receivable/adjustment", "ARADJUSTMENT", "key=RECORDNO id=RECORDNO adjustmentNumber=RECORDID customer.id=CUSTOMERID documentNumber=DOCNUMBER description=DESCRIPTION createdDate=WHENCREATED "
            + "txnCurrency.currency=CURRENCY baseCurrency.totalAmountEntered=TOTALENTERED txnCurrency.totalEntered=TRX_TOTALENTERED baseCurrency.totalDue=TOTALDUE txnCurrency.totalDue=TRX_TOTALDUE state=STATE"),
        Of("accounts-receivable/payment", "ARPYMT", "key=RECORDNO id=RECORDNO customer.id=CUSTOMERID documentNumber=DOCNUMBER description=DESCRIPTION financialEntity.entityId=FINANCIALENTITY "
            + "undepositedGLAccount.id=UNDEPOSITEDACCOUNTNO paymentMethod=PAYMENTMETHOD txnCurrency.currency=CURRENCY paymentSummary.receiptDate=RECEIPTDATE baseCurrency.totalAmount=TOTALENTERED "
            + "txnCurrency.totalAmount=TRX_TOTALENTERED state=STATE"),
        Of("general-ledger/account", "GLACCOUNT", "key=RECORDNO id=ACCOUNTNO name=TITLE accountType=ACCOUNTTYPE normalBalance=NORMALBALANCE requireDimensions.location=REQUIRELOC status=STATUS"),
        Of("general-ledger/statistical-account", "STATACCOUNT", "key=RECORDNO id=ACCOUNTNO name=TITLE status=STATUS"),
        Of("general-ledger/journal", "GLJOURNAL", "key=RECORDNO id=SYMBOL name=TITLE status=STATUS"),
        Of("general-ledger/statistical-journal", "STATJOURNAL", "key=RECORDNO id=SYMBOL name=TITLE status=STATUS"),
        Of("company-config/location", "LOCATION", "key=RECORDNO id=LOCATIONID name=NAME status=STATUS"),
        Of("company-config/department", "DEPARTMENT", "key=RECORDNO id=DEPARTMENTID name=TITLE status=STATUS"),
        Of("company-config/class", "CLASS", "key=RECORDNO id=CLASSID name=NAME status=STATUS"),
        Of("projects/project", "PROJECT", "key=RECORDNO id=PROJECTID name=NAME status=STATUS"),
        Of("inventory-control/item", "ITEM", "key=RECORDNO id=ITEMID name=NAME status=STATUS"),
        Of("accounts-payable/vendor", "VENDOR", "key=RECORDNO id=VENDORID name=NAME status=STATUS"),
        Of("company-config/employee", "EMPLOYEE", "key=RECORDNO id=EMPLOYEEID name=PERSONALINFO.PRINTAS status=STATUS"),
        Of("cash-management/bank-account", "CHECKINGACCOUNT", "key=RECORDNO id=BANKACCOUNTID name=BANKNAME status=STATUS"),
        Of("company-config/user", "USERINFO", "key=RECORDNO id=LOGINID"),
    ];

    public static RestNames? Find(string? path) => Array.Find(All, n => n.Path == path);

    /// <summary>The field at the gateway; null where there is none.</summary>
    public string? Field(string name) => name switch
    {
        "audit.modifiedDateTime" => "WHENMODIFIED",
        "audit.createdDateTime" => "AUWHENCREATED",
        "audit.modifiedBy" => "MODIFIEDBY",
        _ when name.StartsWith("nsp::", StringComparison.Ordinal) => name[5..],
        _ => Fields.GetValueOrDefault(name),
    };

    /// <summary>A value of the gateway as REST shows it.</summary>
    public static string? ToRest(string field, FieldType type, string? value) => (type, value) switch
    {
        (_, null or "") => null,
        (FieldType.Date, _) => DateOnly.ParseExact(value, "MM/dd/yyyy", CultureInfo.InvariantCulture).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (FieldType.Moment, _) => DateTime.ParseExact(value, "MM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ when field == "TR_TYPE" => value == "1" ? "debit" : "credit",
        _ when field is "STATE" or "PAYMENTMETHOD" => Camel(value),
        _ => value,
    };

    /// <summary>A value of REST as the gateway takes it in conditions.</summary>
    public static string ToGateway(string field, FieldType type, string value) => type switch
    {
        FieldType.Date when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => date.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture),
        FieldType.Moment when DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) => at.UtcDateTime.ToString("MM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture),
        _ when field == "TR_TYPE" => value == "debit" ? "1" : "-1",
        _ when field == "STATE" => char.ToUpperInvariant(value[0]) + value[1..],
        _ => value,
    };

    private static string Camel(string words) =>
        words.All(char.IsUpper) ? words.ToLowerInvariant() : char.ToLowerInvariant(words[0]) + words.Replace(" ", "", StringComparison.Ordinal)[1..];

    private static RestNames Of(string path, string objectName, string fields) => new(
        path, objectName, fields.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('=')).ToDictionary(f => f[0], f => f[1], StringComparer.Ordinal));
}

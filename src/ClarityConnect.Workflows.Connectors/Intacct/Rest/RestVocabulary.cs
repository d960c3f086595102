using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Rest;

/// <summary>
/// The names of objects and fields in both interfaces, for everything that the connector reads itself. What the vendor's pages do not show is
/// inferred from what they show for its neighbours; this is the only place that knows.
/// </summary>
internal static class RestVocabulary
{
    private static readonly (string Gateway, string RestName, RestFieldKind Kind)[] Audit =
    [
        ("WHENMODIFIED", "audit.modifiedDateTime", RestFieldKind.Moment), ("AUWHENCREATED", "audit.createdDateTime", RestFieldKind.Moment),
        ("MODIFIEDBY", "audit.modifiedBy", RestFieldKind.Text),
    ];

    private static readonly RestObject[] All =
    [
        Of("GLBATCH", "general-ledger/journal-entry", ("RECORDNO", "key"), ("BATCHNO", "txnNumber"), ("JOURNAL", "glJournal.id"), ("BATCH_TITLE", "description"), ("REFERENCENO", "referenceNumber"))
            .With(RestFieldKind.Date, ("BATCH_DATE", "postingDate")).With(RestFieldKind.Word, ("STATE", "state")),
        Of("GLENTRY", "general-ledger/journal-entry-line", ("RECORDNO", "key"), ("BATCHNO", "journalEntry.key"), ("LINE_NO", "lineNumber"), ("ACCOUNTNO", "glAccount.id"),
            ("TRX_AMOUNT", "txnAmount"), ("AMOUNT", "baseAmount"), ("CURRENCY", "currency.txnCurrency"), ("DOCUMENT", "documentId"), ("DESCRIPTION", "description"),
            ("LOCATION", "dimensions.location.id"), ("DEPARTMENT", "dimensions.department.id"), ("PROJECTID", "dimensions.project.id"), ("CUSTOMERID", "dimensions.customer.id"),
            ("VENDORID", "dimensions.vendor.id"), ("EMPLOYEEID", "dimensions.employee.id"), ("ITEMID", "dimensions.item.id"), ("CLASSID", "dimensions.class.id"))
            .With(RestFieldKind.Side, ("TR_TYPE", "txnType")),
        Of("CUSTOMER", "accounts-receivable/customer", ("RECORDNO", "key"), ("CUSTOMERID", "id"), ("NAME", "name"), ("TAXID", "taxId"), ("CURRENCY", "currency"), ("STATUS", "status"),
            ("DISPLAYCONTACT.PRINTAS", "contacts.default.printAs"), ("DISPLAYCONTACT.COMPANYNAME", "contacts.default.companyName"),
            ("DISPLAYCONTACT.FIRSTNAME", "contacts.default.firstName"), ("DISPLAYCONTACT.LASTNAME", "contacts.default.lastName"),
            ("DISPLAYCONTACT.PHONE1", "contacts.default.phone1"), ("DISPLAYCONTACT.CELLPHONE", "contacts.default.mobile"), ("DISPLAYCONTACT.EMAIL1", "contacts.default.email1"),
            ("DISPLAYCONTACT.MAILADDRESS.ADDRESS1", "contacts.default.mailingAddress.addressLine1"), ("DISPLAYCONTACT.MAILADDRESS.ADDRESS2", "contacts.default.mailingAddress.addressLine2"),
            ("DISPLAYCONTACT.MAILADDRESS.CITY", "contacts.default.mailingAddress.city"), ("DISPLAYCONTACT.MAILADDRESS.STATE", "contacts.default.mailingAddress.state"),
            ("DISPLAYCONTACT.MAILADDRESS.ZIP", "contacts.default.mailingAddress.postCode"), ("DISPLAYCONTACT.MAILADDRESS.COUNTRYCODE", "contacts.default.mailingAddress.isoCountryCode")),
        Of("ARINVOICE", "accounts-receivable/invoice", ("RECORDNO", "key"), ("RECORDID", "invoiceNumber"), ("CUSTOMERID", "customer.id"), ("DOCNUMBER", "referenceNumber"), ("DESCRIPTION", "description"),
            ("CURRENCY", "currency.txnCurrency"), ("BASECURR", "currency.baseCurrency"), ("TOTALENTERED", "totalBaseAmount"), ("TRX_TOTALENTERED", "totalTxnAmount"),
            ("TOTALDUE", "totalBaseAmountDue"), ("TRX_TOTALDUE", "totalTxnAmountDue"))
            .With(RestFieldKind.Date, ("WHENCREATED", "invoiceDate"), ("WHENDUE", "dueDate")).With(RestFieldKind.Word, ("STATE", "state")),
        Of("ARINVOICEITEM", "accounts-receivable/invoice-line", ("RECORDNO", "key"), ("RECORDKEY", "invoice.key"), ("LINE_NO", "lineNumber"), ("ACCOUNTNO", "glAccount.id"), ("AMOUNT", "baseAmount"),
            ("TRX_AMOUNT", "txnAmount"), ("ENTRYDESCRIPTION", "memo"), ("LOCATIONID", "dimensions.location.id"), ("DEPARTMENTID", "dimensions.department.id"),
            ("PROJECTID", "dimensions.project.id"), ("ITEMID", "dimensions.item.id")),
        Of("ARADJUSTMENT", "accounts-receivable/adjustment", ("RECORDNO", "key"), ("RECORDID", "adjustmentNumber"), ("CUSTOMERID", "customer.id"), ("DOCNUMBER", "documentNumber"), ("DESCRIPTION", "description"),
            ("CURRENCY", "txnCurrency.currency"), ("TOTALENTERED", "baseCurrency.totalAmountEntered"), ("TRX_TOTALENTERED", "txnCurrency.totalEntered"), ("TOTALDUE", "baseCurrency.totalDue"),
            ("TRX_TOTALDUE", "txnCurrency.totalDue"))
            .With(RestFieldKind.Date, ("WHENCREATED", "createdDate")).With(RestFieldKind.Word, ("STATE", "state")),
        Of("ARPYMT", "accounts-receivable/payment", ("RECORDNO", "key"), ("CUSTOMERID", "customer.id"), ("DOCNUMBER", "documentNumber"), ("DESCRIPTION", "description"),
            ("FINANCIALENTITY", "financialEntity.entityId"), ("UNDEPOSITEDACCOUNTNO", "undepositedGLAccount.id"), ("PAYMENTMETHOD", "paymentMethod"), ("CURRENCY", "txnCurrency.currency"),
            ("TOTALENTERED", "baseCurrency.totalAmount"), ("TRX_TOTALENTERED", "txnCurrency.totalAmount"))
            .With(RestFieldKind.Date, ("RECEIPTDATE", "paymentSummary.receiptDate")).With(RestFieldKind.Word, ("STATE", "state")),
        Of("GLACCOUNT", "general-ledger/account", ("RECORDNO", "key"), ("ACCOUNTNO", "id"), ("TITLE", "name"), ("ACCOUNTTYPE", "accountType"), ("NORMALBALANCE", "normalBalance"),
            ("REQUIRELOC", "requireDimensions.location"), ("STATUS", "status")),
        Of("STATACCOUNT", "general-ledger/statistical-account", ("RECORDNO", "key"), ("ACCOUNTNO", "id"), ("TITLE", "name"), ("STATUS", "status")),
        Of("GLJOURNAL", "general-ledger/journal", ("RECORDNO", "key"), ("SYMBOL", "id"), ("TITLE", "name"), ("STATUS", "status")),
        Of("STATJOURNAL", "general-ledger/statistical-journal", ("RECORDNO", "key"), ("SYMBOL", "id"), ("TITLE", "name"), ("STATUS", "status")),
        Of("LOCATION", "company-config/location", ("RECORDNO", "key"), ("LOCATIONID", "id"), ("NAME", "name"), ("STATUS", "status")),
        Of("DEPARTMENT", "company-config/department", ("RECORDNO", "key"), ("DEPARTMENTID", "id"), ("TITLE", "name"), ("STATUS", "status")),
        Of("CLASS", "company-config/class", ("RECORDNO", "key"), ("CLASSID", "id"), ("NAME", "name"), ("STATUS", "status")),
        Of("PROJECT", "projects/project", ("RECORDNO", "key"), ("PROJECTID", "id"), ("NAME", "name"), ("STATUS", "status")),
        Of("ITEM", "inventory-control/item", ("RECORDNO", "key"), ("ITEMID", "id"), ("NAME", "name"), ("STATUS", "status")),
        Of("VENDOR", "accounts-payable/vendor", ("RECORDNO", "key"), ("VENDORID", "id"), ("NAME", "name"), ("STATUS", "status")),
        Of("EMPLOYEE", "company-config/employee", ("RECORDNO", "key"), ("EMPLOYEEID", "id"), ("PERSONALINFO.PRINTAS", "name"), ("STATUS", "status")),
        Of("CHECKINGACCOUNT", "cash-management/bank-account", ("RECORDNO", "key"), ("BANKACCOUNTID", "id"), ("BANKNAME", "name"), ("STATUS", "status")),
        Of("USERINFO", "company-config/user", ("RECORDNO", "key"), ("LOGINID", "id")),
    ];

    /// <summary>The object of a name in either interface.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: REST has no object that goes by that name.</exception>
    public static RestObject Object(string name) =>
        Array.Find(All, one => one.Gateway.Equals(name, StringComparison.OrdinalIgnoreCase) || one.Rest.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? (name.Contains('/', StringComparison.Ordinal)
            ? new RestObject(name, name, [])
            : throw new ActivityException(
                FailureKind.Misconfigured,
                $"This connection uses Intacct's REST API, and which object there is {name} is not known. Give its REST name with a slash, such as 'accounts-receivable/customer', and fields by their REST names, or use a connection with the XML gateway."));

    private static RestObject Of(string gateway, string rest, params (string Gateway, string RestName)[] fields) => new(
        gateway,
        rest,
        [.. fields.Select(field => new RestField(field.Gateway, field.RestName, RestFieldKind.Text)), .. Audit.Select(field => new RestField(field.Gateway, field.RestName, field.Kind))]);

    private static RestObject With(this RestObject one, RestFieldKind kind, params (string Gateway, string RestName)[] fields) =>
        one with { Fields = [.. one.Fields, .. fields.Select(field => new RestField(field.Gateway, field.RestName, kind))] };
}

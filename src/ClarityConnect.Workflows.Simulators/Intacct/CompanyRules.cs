using System.Collections.Frozen;
using System.Globalization;
using System.Xml.Linq;

namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>What every write is checked against: references, periods, currencies. A refusal names the cause, then the record that was not made.</summary>
internal sealed class CompanyRules(WriteContext context, Books books, string wrapper, string wrapperId)
{
    private static readonly FrozenDictionary<string, GlAccount> Accounts = ChartOfAccounts.Accounts.ToFrozenDictionary(a => a.Number);

    // Element on journal lines, element in older functions, label, object of records; null for a fixed list.
    private static readonly (string Element, string Legacy, string Label, IReadOnlyList<NamedRecord>? Known, string? Object)[] Dimensions =
    [
        ("PROJECTID", "projectid", "Project", null, "PROJECT"), ("CUSTOMERID", "customerid", "Customer", null, "CUSTOMER"),
        ("VENDORID", "vendorid", "Vendor", CompanySetup.Vendors, null), ("EMPLOYEEID", "employeeid", "Employee", CompanySetup.Employees, null),
        ("ITEMID", "itemid", "Item", CompanySetup.Items, null), ("CLASSID", "classid", "Class", CompanySetup.Classes, null),
        ("CONTRACTID", "contractid", "Contract", [], null), ("WAREHOUSEID", "warehouseid", "Warehouse", [], null),
    ];

    public GlAccount Account(string number) =>
        Accounts.TryGetValue(number, out var known) && known.Active && !context.MissingAccounts.Contains(number)
            ? known
            : throw Refuse(new IntacctError("BL01001973", $"Invalid GL Account number '{number}' specified. [Support ID: {context.SupportId()}]", "Check the account number."));

    public string Location(string? id, string where)
    {
        var location = context.Location.Length > 0 ? context.Location : id ?? throw Field($"{where}Location is required in a multi-entity company.");
        return ChartOfAccounts.Locations.Any(l => l.Id == location) ? location : throw Reference("Location", location);
    }

    public string? Department(string? id) => id is null || ChartOfAccounts.Departments.Any(d => d.Id == id) ? id : throw Reference("Department", id);

    /// <summary>The further dimensions of a line, by the names of journal lines.</summary>
    public Dictionary<string, string> Others(XElement line, bool legacy)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (element, legacyElement, label, known, objectName) in Dimensions)
        {
            if (Text(line, legacy ? legacyElement : element) is not { } id)
                continue;
            if (known is not null ? known.All(k => k.Id != id) : books.Find(objectName!, id) is not { } record || record["STATUS"] == "inactive")
                throw Reference(label, id);
            found[element] = id;
        }
        return found;
    }

    public BookedRecord Customer(string id) => books.Find("CUSTOMER", id) is { } customer && customer["STATUS"] != "inactive" ? customer : throw Reference("Customer", id);

    public void Period(DateOnly date)
    {
        if (date <= context.ClosedThrough)
            throw Refuse(new IntacctError("BL01001973", $"The period for {date:MM/dd/yyyy} is closed. [Support ID: {context.SupportId()}]", "Open the period or use another date."));
    }

    /// <summary>The currency of a line and what one unit is in the base currency.</summary>
    public (string Currency, decimal Rate) Currency(string? currency, string? rateType, string? rate, string where)
    {
        if (!context.MultiCurrency)
            return currency is null or ChartOfAccounts.BaseCurrency ? (ChartOfAccounts.BaseCurrency, 1m) : throw Reference("Currency", currency);
        if (currency is null)
            throw Field($"{where}Currency is required in a multi-currency company.");
        if (!CompanySetup.Rates.TryGetValue(currency, out var listed))
            throw Reference("Currency", currency);
        if (rateType is not null && !CompanySetup.RateTypes.Contains(rateType))
            throw Reference("Exchange rate type", rateType);
        return (currency, rate is null ? listed : Amount(rate, where));
    }

    public decimal Amount(string text, string where) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
            ? Math.Round(amount, 4, MidpointRounding.AwayFromZero)
            : throw Field($"{where}'{text}' is not an amount.");

    public void Unique(bool taken, string what, string value)
    {
        if (taken)
            throw Refuse(new IntacctError("BL34000061", $"Another {what} with the given value(s) {value} already exists [Support ID: {context.SupportId()}]", "Use a unique value instead."));
    }

    /// <summary>The own fields among an object's elements; any other element that is not known is refused.</summary>
    public Dictionary<string, string> OwnFields(IEnumerable<(string Name, string Value)> fields)
    {
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in fields)
            own[CompanySetup.CustomFields.Contains(name) ? name : throw Field($"Invalid field {name}.")] = value;
        return own;
    }

    public Dictionary<string, string> LegacyOwnFields(XElement source) => OwnFields((source.Element("customfields")?.Elements("customfield") ?? [])
        .Select(f => (f.Element("customfieldname")?.Value ?? "", f.Element("customfieldvalue")?.Value ?? "")));

    public DateOnly? Date(XElement source, string name)
    {
        if (Text(source, name) is not { } text)
            return null;
        return DateOnly.TryParseExact(text, "M/d/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Field($"{name} '{text}' is not a date in the form mm/dd/yyyy.");
    }

    /// <summary>A date of the older functions: year, month and day apart.</summary>
    public DateOnly? Parts(XElement source, string name)
    {
        if (source.Element(name) is not { } parts)
            return null;
        return DateOnly.TryParseExact($"{parts.Element("year")?.Value}-{parts.Element("month")?.Value}-{parts.Element("day")?.Value}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Field($"{name} is not a date.");
    }

    public string Required(XElement source, string name) => Text(source, name) ?? throw Field($"{name} is required.");

    public static string? Text(XElement source, string name) => source.Element(name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    public IntacctRefusal Reference(string label, string id) =>
        Refuse(new IntacctError("BL01001973", $"Invalid {label} '{id}' specified. [Support ID: {context.SupportId()}]", $"Check the {label.ToLowerInvariant()}."));

    public IntacctRefusal Field(string text) => Refuse(new IntacctError("BL03000018", text));

    public IntacctRefusal Refuse(IntacctError cause) => new(cause, new IntacctError("BL01001973", wrapper, "", wrapperId));

    public static string Write(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Write(DateOnly date) => date.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);
}

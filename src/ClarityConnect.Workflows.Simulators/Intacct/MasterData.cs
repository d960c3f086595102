using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>Customers and projects.</summary>
internal sealed partial class MasterData(WriteContext context, Books books)
{
    private static readonly string[] CustomerFields = ["CUSTOMERID", "NAME", "DISPLAYCONTACT", "CURRENCY", "STATUS", "TAXID", "TERMNAME", "CREDITLIMIT", "CUSTTYPE", "PARENTID", "RECORDNO"];
    private static readonly string[] ProjectFields = ["PROJECTID", "NAME", "DESCRIPTION", "PROJECTCATEGORY", "STATUS", "CUSTOMERID", "PARENTID", "BEGINDATE", "ENDDATE"];

    public Books CreateCustomer(XElement source, out string key)
    {
        var rules = new CompanyRules(context, books, "Could not create Customer record!", "AR-0900");
        rules.Required(source, "NAME");
        var recordNo = books.LastRecordNo + 1;
        var id = CompanyRules.Text(source, "CUSTOMERID") ?? string.Create(CultureInfo.InvariantCulture, $"C-{recordNo}");
        rules.Unique(books.Find("CUSTOMER", id) is not null, "Customer", id);
        var fields = Customer(source, rules);
        fields["CUSTOMERID"] = id;
        fields.TryAdd("STATUS", "active");
        // The name of the contact is unique in the company; without one it is made of name and id.
        fields.TryAdd("DISPLAYCONTACT.PRINTAS", $"{fields["NAME"]}(C{id})");
        rules.Unique(books.Of("CUSTOMER").Any(c => c["DISPLAYCONTACT.PRINTAS"] == fields["DISPLAYCONTACT.PRINTAS"]), "Contact", fields["DISPLAYCONTACT.PRINTAS"]);
        key = recordNo.ToString(CultureInfo.InvariantCulture);
        return books.With(New("CUSTOMER", recordNo, id, fields));
    }

    public Books UpdateCustomer(XElement source, out string key)
    {
        var rules = new CompanyRules(context, books, "Could not update Customer record!", "AR-0901");
        var id = CompanyRules.Text(source, "CUSTOMERID");
        var recordNo = CompanyRules.Text(source, "RECORDNO");
        var customer = books.Of("CUSTOMER").FirstOrDefault(c => c.Key == id || c.RecordNo.ToString(CultureInfo.InvariantCulture) == recordNo) ?? throw rules.Reference("Customer", id ?? recordNo ?? "");
        key = customer.RecordNo.ToString(CultureInfo.InvariantCulture);
        var changes = Customer(source, rules);
        changes["CUSTOMERID"] = customer.Key;
        return books.With(customer.With(context.Now, CompanySetup.WebServicesUser, [.. changes.Select(c => (c.Key, c.Value))]));
    }

    public Books CreateProject(XElement source, out string key)
    {
        var rules = new CompanyRules(context, books, "Could not create Project record!", "PA-0900");
        var id = rules.Required(source, "PROJECTID");
        rules.Required(source, "NAME");
        rules.Required(source, "PROJECTCATEGORY");
        rules.Unique(books.Find("PROJECT", id) is not null, "Project", id);
        if (CompanyRules.Text(source, "CUSTOMERID") is { } customer)
            rules.Customer(customer);
        var fields = rules.OwnFields(source.Elements().Where(e => !ProjectFields.Contains(e.Name.LocalName)).Select(e => (e.Name.LocalName, e.Value)));
        foreach (var element in source.Elements().Where(e => ProjectFields.Contains(e.Name.LocalName)))
            fields[element.Name.LocalName] = element.Value;
        fields.TryAdd("STATUS", "active");
        var recordNo = books.LastRecordNo + 1;
        key = recordNo.ToString(CultureInfo.InvariantCulture);
        return books.With(New("PROJECT", recordNo, id, fields));
    }

    private BookedRecord New(string objectName, long recordNo, string key, IReadOnlyDictionary<string, string> fields) => new()
    {
        Object = objectName, RecordNo = recordNo, Key = key, Fields = fields, ControlId = context.ControlId,
        CreatedAt = context.Now, ModifiedAt = context.Now, ModifiedBy = CompanySetup.WebServicesUser,
    };

    private static Dictionary<string, string> Customer(XElement source, CompanyRules rules)
    {
        var fields = rules.OwnFields(source.Elements().Where(e => !CustomerFields.Contains(e.Name.LocalName)).Select(e => (e.Name.LocalName, e.Value)));
        foreach (var element in source.Elements().Where(e => CustomerFields.Contains(e.Name.LocalName) && e.Name != "RECORDNO"))
            Flatten(element, element.Name.LocalName, fields);
        // Written with its ISO code, read back under another name.
        if (fields.Remove("DISPLAYCONTACT.MAILADDRESS.ISOCOUNTRYCODE", out var country))
            fields["DISPLAYCONTACT.MAILADDRESS.COUNTRYCODE"] = country;
        if (fields.TryGetValue("DISPLAYCONTACT.EMAIL1", out var email) && !Email().IsMatch(email))
            throw rules.Field($"The e-mail address '{email}' is not valid.");
        return fields;
    }

    private static void Flatten(XElement element, string name, Dictionary<string, string> fields)
    {
        if (!element.HasElements)
        {
            fields[name] = element.Value.Trim();
            return;
        }
        foreach (var child in element.Elements())
            Flatten(child, $"{name}.{child.Name.LocalName}", fields);
    }

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex Email();
}

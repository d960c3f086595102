using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.SagePro.Database;

/// <summary>
/// From our words to the names of tables and columns. Customers, invoices, items, stock and orders have the names that were seen at sites; those
/// of the general ledger are not confirmed anywhere, so they are empty until somebody fills them in.
/// </summary>
internal sealed partial class TableMap
{
    /// <summary>What is left empty here has no confirmed name. A column without a name is read as empty.</summary>
    private const string Defaults =
        """
        customers = arcust
        customers.number = custno
        customers.company = company
        customers.contact = contact
        customers.address1 = address1
        customers.address2 = address2
        customers.city = city
        customers.state = addrstate
        customers.zip = zip
        customers.country = country
        customers.phone = phone
        customers.email = email
        customers.currency = currency
        customers.balance = balance
        customers.lock = lckstat
        customers.lockedBy = lckuser
        invoices = armast
        invoices.number = invno
        invoices.customer = custno
        invoices.date = invdte
        invoices.kind = artype
        invoices.status = arstat
        invoices.amount = invamt
        invoices.paid = paidamt
        invoices.balance = balance
        items = icitem
        items.number = item
        items.description = itmdesc
        items.description2 = itmdes2
        items.onHand = ionhand
        items.cost = lstcost
        items.line = plinid
        items.price =
        stock = iciloc
        stock.item = item
        stock.location = loctid
        stock.onHand = lonhand
        orders = somast
        orders.number = sono
        orders.customer = custno
        orders.date = sodate
        orders.kind = sotype
        orders.status = sostat
        orders.amount = ordamt
        orders.tax = tax
        orders.purchaseOrder = ponum
        orders.location = loctid
        orderLines = sotran
        orderLines.order = sono
        orderLines.item = item
        orderLines.description = descrip
        orderLines.quantity = qtyord
        orderLines.price = price
        orderLines.amount = extprice
        accounts =
        accounts.number =
        accounts.description =
        accounts.active =
        periods =
        periods.name =
        periods.first =
        periods.last =
        periods.closed =
        journals =
        journals.number =
        """;

    private readonly Dictionary<string, string> names;

    private TableMap(Dictionary<string, string> names) => this.names = names;

    /// <summary>The logical tables that have a name, with their columns that have one.</summary>
    public IEnumerable<(string Table, string Physical, IReadOnlyList<string> Columns)> Named => names
        .Where(name => !name.Key.Contains('.', StringComparison.Ordinal) && !name.Key.Contains('_', StringComparison.Ordinal) && name.Value.Length > 0)
        .Select(name => (name.Key, name.Value, (IReadOnlyList<string>)[.. names
            .Where(column => column.Value.Length > 0 && column.Key.StartsWith(name.Key + ".", StringComparison.Ordinal))
            .Select(column => column.Value)]));

    public static TableMap Read(SageProSettings settings)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Lines(Defaults))
            names[name] = value;
        foreach (var (name, value) in Lines(settings.TableMap))
        {
            if (!names.ContainsKey(name))
                throw Wrong($"'{name}' is no word of the table map. The words are: {string.Join(", ", names.Keys)}");
            if (value.Length > 0 && !Name().IsMatch(value))
                throw Wrong($"'{value}' is no name of a table or column");
            names[name] = value;
        }

        foreach (var schema in new[] { settings.CompanySchema, settings.StagingSchema })
        {
            if (schema.Length > 0 && !Name().IsMatch(schema))
                throw Wrong($"'{schema}' is no name of a database or schema");
        }

        var prefix = settings.CompanySchema.Length > 0 ? settings.CompanySchema + "." : "";
        var suffix = settings.Edition == SageProEdition.VisualFoxPro ? settings.Company : "";
        foreach (var table in names.Keys.Where(name => !name.Contains('.', StringComparison.Ordinal)).ToList())
        {
            // The tables of the ledger have whatever name somebody found; only known names follow the edition's rule.
            var isKnown = table is not ("accounts" or "periods" or "journals");
            if (names[table] is { Length: > 0 } name)
                names[table] = prefix + name + (isKnown ? suffix : "");
        }

        foreach (var table in new[] { "cc_batch", "cc_line", "cc_cust", "cc_agent", "cc_change", "cc_change_head" })
            names[table] = settings.StagingSchema.Length > 0 ? $"{settings.StagingSchema}.{table}" : table;
        // At SQL Server each database lists its own tables.
        var catalog = settings.CompanySchema.Split('.') is [var database, _] && settings.Dialect == SageProDialect.SqlServer ? database + "." : "";
        names["company_columns"] = catalog + "information_schema.columns";
        names["company_tables"] = catalog + "information_schema.tables";
        return new TableMap(names);
    }

    /// <summary>Whether a table or column has a name.</summary>
    public bool Has(string name) => names.TryGetValue(name, out var value) && value.Length > 0;

    /// <summary>The name of a table or column.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: it has none yet.</exception>
    public string this[string name] => names.TryGetValue(name, out var value) && value.Length > 0
        ? value
        : throw new ActivityException(
            FailureKind.Misconfigured,
            $"Nobody has said which table or column of Sage Pro holds '{name}'. Its name is not the same everywhere: look it up in the company's database and write it into the table map of the connection.")
        {
            VendorCode = "SCHEMA_MISMATCH",
        };

    /// <summary>Puts names into a statement: <c>{customers}</c> is the table, <c>{customers.email}</c> the column; a column without a name is null.</summary>
    public string Fill(string statement) => Placeholder().Replace(statement, match =>
        match.Groups[1].Value is var name && name.Contains('.', StringComparison.Ordinal) && !Has(name) ? "null" : this[name]);

    private static IEnumerable<(string Name, string Value)> Lines(string text) => text
        .Split(['\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
        .Select(parts => parts.Length == 2 ? (parts[0], parts[1]) : throw Wrong($"'{parts[0]}' is no line of it. Lines are written as customers = arcust"));

    private static ActivityException Wrong(string what) => new(FailureKind.Misconfigured, $"The table map of Sage Pro cannot be used: {what}.");

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_$]*(\.[A-Za-z_][A-Za-z0-9_$]*){0,2}$")]
    private static partial Regex Name();

    [GeneratedRegex(@"\{([A-Za-z_]+(?:\.[A-Za-z0-9]+)?)\}")]
    private static partial Regex Placeholder();
}

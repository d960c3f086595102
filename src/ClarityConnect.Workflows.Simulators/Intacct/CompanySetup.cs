namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>What the simulated company has besides its chart of accounts.</summary>
public static class CompanySetup
{
    /// <summary>Record number of the person who set the company up.</summary>
    public const string Person = "1";

    /// <summary>Record number of the Web Services user.</summary>
    public const string WebServicesUser = "7";

    /// <summary>Every class.</summary>
    public static IReadOnlyList<NamedRecord> Classes { get; } = [new("RETAIL", "Retail"), new("ONLINE", "Online")];

    /// <summary>Every item.</summary>
    public static IReadOnlyList<NamedRecord> Items { get; } = [new("SALE", "Goods sold"), new("SHIPPING", "Shipping")];

    /// <summary>Every vendor.</summary>
    public static IReadOnlyList<NamedRecord> Vendors { get; } = [new("V-HPS", "Heartland Payment Systems")];

    /// <summary>Every employee.</summary>
    public static IReadOnlyList<NamedRecord> Employees { get; } = [new("E-1", "Ada Byron"), new("E-2", "Grace Hopper")];

    /// <summary>Every bank account.</summary>
    public static IReadOnlyList<NamedRecord> BankAccounts { get; } = [new("BOA", "Bank of America")];

    /// <summary>Every statistical account.</summary>
    public static IReadOnlyList<NamedRecord> StatisticalAccounts { get; } = [new("9000", "Transactions"), new("9100", "Hours worked")];

    /// <summary>Every statistical journal.</summary>
    public static IReadOnlyList<NamedRecord> StatisticalJournals { get; } = [new("STJ", "Statistical Journal")];

    /// <summary>Fields that the company defines itself, on every object.</summary>
    public static IReadOnlyList<string> CustomFields { get; } = ["HEARTLAND_ID", "HEARTLAND_STORE"];

    /// <summary>Rates of one unit in the base currency, the same on every day.</summary>
    public static IReadOnlyDictionary<string, decimal> Rates { get; } =
        new Dictionary<string, decimal> { [ChartOfAccounts.BaseCurrency] = 1m, ["EUR"] = 1.0850m, ["GBP"] = 1.2700m, ["CAD"] = 0.7300m, ["JPY"] = 0.0067m };

    /// <summary>The types of exchange rate.</summary>
    public static IReadOnlyList<string> RateTypes { get; } = ["Intacct Daily Rate", "Corporate"];

    internal static IReadOnlyList<BookedRecord> Records { get; } =
    [
        Named(11, "CUSTOMER", "CUSTOMERID", "WALKIN", "Walk-in customer"), Named(12, "CUSTOMER", "CUSTOMERID", "OLD", "Former customer", "inactive"),
        Named(21, "PROJECT", "PROJECTID", "P-100", "Store opening"), Named(22, "PROJECT", "PROJECTID", "P-OLD", "Finished project", "inactive"),
    ];

    private static BookedRecord Named(long recordNo, string objectName, string id, string key, string name, string status = "active") => new()
    {
        Object = objectName,
        RecordNo = recordNo,
        Key = key,
        Fields = new Dictionary<string, string> { [id] = key, ["NAME"] = name, ["STATUS"] = status },
        CreatedAt = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
        ModifiedAt = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
        ModifiedBy = Person,
    };
}

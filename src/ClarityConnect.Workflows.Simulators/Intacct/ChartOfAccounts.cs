namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>
/// The simulated company's set-up, made for daily sales summaries, card settlements and payroll: one entity for each location, one
/// currency (USD).
/// </summary>
public static class ChartOfAccounts
{
    /// <summary>The currency of the company; lines in another are refused.</summary>
    public const string BaseCurrency = "USD";

    /// <summary>Every account. 4990 is inactive; 6100 requires a department.</summary>
    public static IReadOnlyList<GlAccount> Accounts { get; } =
    [
        new("1000", "Operating Bank", true, true),
        new("1015", "Payroll Clearing", true, true),
        new("1200", "Cash Clearing", true, true),
        new("1210", "VISA Clearing", true, true),
        new("1220", "Mastercard Clearing", true, true),
        new("1230", "Amex Clearing", true, true),
        new("2100", "Gift Card Liability", true, false),
        new("2200", "Sales Tax Payable", true, false),
        new("2300", "Tips Payable", true, false),
        new("2310", "Payroll Taxes Payable", true, false),
        new("2320", "Employer Taxes Payable", true, false),
        new("2400", "Payroll Deductions Payable", true, false),
        new("4000", "Sales", false, false),
        new("4100", "Sales Discounts", false, true),
        new("4200", "Sales Refunds", false, true),
        new("4990", "Sales (closed 2019)", false, false, Active: false),
        new("6000", "Wages and Salaries", false, true),
        new("6050", "Employer Payroll Taxes", false, true),
        new("6100", "Card Processing Fees", false, true, RequiresDepartment: true),
        new("6900", "Rounding Differences", false, true),
    ];

    /// <summary>Every journal.</summary>
    public static IReadOnlyList<NamedRecord> Journals { get; } =
        [new("GJ", "General Journal"), new("SJ", "Sales Journal"), new("CRJ", "Cash Receipts Journal")];

    /// <summary>Every location; each is an entity that must balance for itself.</summary>
    public static IReadOnlyList<NamedRecord> Locations { get; } =
        [.. Enumerable.Range(1, 9).Select(i => new NamedRecord($"{i * 100}", $"Store {i}"))];

    /// <summary>Every department.</summary>
    public static IReadOnlyList<NamedRecord> Departments { get; } = [new("POS", "Point of Sale"), new("ADM", "Administration")];
}

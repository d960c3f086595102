namespace ClarityConnect.Workflows.Simulators.KashFlow;

/// <summary>What the simulated company is set up with.</summary>
internal static class KashFlowSettings
{
    public static readonly IReadOnlyList<(long Id, string Name)> Methods = [(409844, "Credit Card"), (409845, "Bank Transfer"), (409846, "Cash")];

    public static readonly IReadOnlyList<(long Id, string Name, int Nominal)> BankAccounts = [(55166, "Card clearing", 1210), (55167, "Current account", 1200)];

    public static readonly IReadOnlyList<(long Id, int Code, string Name, string Type)> Nominals =
    [
        (880101, 1100, "Trade Debtors", "Current Assets"), (880102, 1200, "Current account", "Bank"), (880103, 1210, "Card clearing", "Bank"),
        (880104, 2200, "VAT on Sales", "Current Liabilities"), (880105, 4000, "Sale of Goods", "Turnover"), (880106, 4010, "Sale of Services", "Turnover"),
        (880107, 7600, "Card processing fees", "Expense"), (880108, 7610, "Card disputes", "Expense"), (880109, 7620, "Exchange differences", "Expense"),
    ];

    public static readonly IReadOnlyList<(long Id, string Code, string Name, string Symbol, decimal Rate)> Currencies =
        [(1, "GBP", "Pound sterling", "£", 1m), (2, "EUR", "Euro", "€", 0.86m), (3, "USD", "US dollar", "$", 0.79m)];

    public static readonly IReadOnlyList<(decimal Rate, string Name)> VatRates = [(20m, "Standard"), (5m, "Reduced"), (0m, "Zero")];
}

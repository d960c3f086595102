namespace ClarityConnect.Workflows.Connectors.Heartland.Payroll;

/// <summary>
/// Which column holds what. A name that is not given is looked for under the names that such columns usually have; capitals, spaces and
/// punctuation do not matter. A file has either a row for every amount (kind, code, amount) or a row for every employee with a column for
/// every amount, given in the lists or headed like "Earning: REG", "Hours: REG", "Tax: FIT", "Deduction: 401K", "Employer: SS_ER".
/// </summary>
public sealed record PayrollColumns
{
    /// <summary>The id of the run; without such a column it is made of pay date and pay group.</summary>
    public string? RunId { get; init; }

    /// <summary>The pay group.</summary>
    public string? PayGroup { get; init; }

    /// <summary>The day on which the money goes out.</summary>
    public string? PayDate { get; init; }

    /// <summary>The first day that is paid; without such a column the pay date.</summary>
    public string? PeriodStart { get; init; }

    /// <summary>The last day that is paid; without such a column the pay date.</summary>
    public string? PeriodEnd { get; init; }

    /// <summary>The employee's number.</summary>
    public string? Employee { get; init; }

    /// <summary>The department.</summary>
    public string? Department { get; init; }

    /// <summary>The shop.</summary>
    public string? Location { get; init; }

    /// <summary>What the employee is paid; without such a column it is worked out.</summary>
    public string? NetPay { get; init; }

    /// <summary>In files with a row for every amount: earning, tax, deduction, employer or net.</summary>
    public string? Kind { get; init; }

    /// <summary>In files with a row for every amount: the code.</summary>
    public string? Code { get; init; }

    /// <summary>In files with a row for every amount: what it is.</summary>
    public string? Description { get; init; }

    /// <summary>In files with a row for every amount: the amount.</summary>
    public string? Amount { get; init; }

    /// <summary>In files with a row for every amount: the hours.</summary>
    public string? Hours { get; init; }

    /// <summary>In files with a row for every employee: the columns with pay.</summary>
    public IReadOnlyList<PayrollColumn> Earnings { get; init; } = [];

    /// <summary>In files with a row for every employee: the columns with taxes that the employee pays.</summary>
    public IReadOnlyList<PayrollColumn> Taxes { get; init; } = [];

    /// <summary>In files with a row for every employee: the columns with other deductions.</summary>
    public IReadOnlyList<PayrollColumn> Deductions { get; init; } = [];

    /// <summary>In files with a row for every employee: the columns with what the employer pays on top.</summary>
    public IReadOnlyList<PayrollColumn> EmployerCosts { get; init; } = [];

    /// <summary>How dates are written, such as "dd.MM.yyyy"; null for 2026-03-06 and 03/06/2026 (month first).</summary>
    public string? DateFormat { get; init; }

    /// <summary>Whether amounts have a comma before the decimals, as in 1.600,00. Default false.</summary>
    public bool DecimalComma { get; init; }
}

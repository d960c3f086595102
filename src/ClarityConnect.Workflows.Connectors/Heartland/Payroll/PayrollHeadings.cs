namespace ClarityConnect.Workflows.Connectors.Heartland.Payroll;

/// <summary>Where the columns of a file are: by the names that were given, else by those that they usually have.</summary>
internal sealed class PayrollHeadings
{
    private static readonly (string Prefix, string Kind)[] Prefixes =
        [("earning", "earning"), ("earnings", "earning"), ("tax", "tax"), ("taxes", "tax"), ("deduction", "deduction"), ("deductions", "deduction"), ("employer", "employer"), ("employertax", "employer")];

    private readonly string[] headings;

    public PayrollHeadings(string[] headings, PayrollColumns columns)
    {
        this.headings = headings;
        RunId = Find("Run", columns.RunId, "runid", "payrollrun", "payrollrunid", "run", "batchid");
        PayGroup = Find("Pay group", columns.PayGroup, "paygroup", "payrollgroup", "group");
        PayDate = Find("Pay date", columns.PayDate, "checkdate", "paydate", "paymentdate", "datepaid");
        PeriodStart = Find("Period start", columns.PeriodStart, "periodstart", "periodstartdate", "periodbegin", "periodbegindate", "startdate");
        PeriodEnd = Find("Period end", columns.PeriodEnd, "periodend", "periodenddate", "enddate");
        Employee = Find("Employee", columns.Employee, "employeeno", "employeenumber", "employeeid", "empno", "empid", "employee");
        Department = Find("Department", columns.Department, "department", "departmentcode", "dept", "deptcode");
        Location = Find("Location", columns.Location, "location", "locationid", "store", "shop");
        NetPay = Find("Net pay", columns.NetPay, "netpay", "netamount", "net");
        Kind = Find("Kind", columns.Kind, "kind", "type", "recordtype", "category");
        Code = Find("Code", columns.Code, "code", "paycode", "itemcode");
        Description = Find("Description", columns.Description, "description");
        Amount = Find("Amount", columns.Amount, "amount");
        Hours = Find("Hours", columns.Hours, "hours", "hrs");
        Amounts = [.. Given("earning", columns.Earnings), .. Given("tax", columns.Taxes), .. Given("deduction", columns.Deductions), .. Given("employer", columns.EmployerCosts)];
        if (Amounts.Count == 0)
            Amounts = [.. Headed()];
    }

    public int RunId { get; }

    public int PayGroup { get; }

    public int PayDate { get; }

    public int PeriodStart { get; }

    public int PeriodEnd { get; }

    public int Employee { get; }

    public int Department { get; }

    public int Location { get; }

    public int NetPay { get; }

    public int Kind { get; }

    public int Code { get; }

    public int Description { get; }

    public int Amount { get; }

    public int Hours { get; }

    /// <summary>In files with a row for every employee: the columns with amounts; <c>Hours</c> is -1 for none.</summary>
    public IReadOnlyList<(string Kind, string Code, string? Description, int Column, int Hours)> Amounts { get; }

    /// <summary>Columns that were asked for by name and are not there, as label and name.</summary>
    public List<(string Label, string Name)> Missing { get; } = [];

    /// <summary>Whether the file has a row for every amount.</summary>
    public bool IsLong => Kind >= 0 && Code >= 0 && Amount >= 0;

    public string Of(int column) => column >= 0 && column < headings.Length ? headings[column] : "";

    private int Find(string label, string? given, params string[] usual)
    {
        if (!string.IsNullOrWhiteSpace(given))
        {
            var at = At(PayrollCell.Key(given));
            if (at < 0)
                Missing.Add((label, given));
            return at;
        }

        return usual.Select(At).Where(at => at >= 0).Append(-1).First();
    }

    private IEnumerable<(string Kind, string Code, string? Description, int Column, int Hours)> Given(string kind, IReadOnlyList<PayrollColumn> columns)
    {
        foreach (var column in columns)
        {
            var at = Find(column.Code, column.Column);
            var hours = column.HoursColumn is null ? -1 : Find($"{column.Code} hours", column.HoursColumn);
            if (at >= 0)
                yield return (kind, column.Code, column.Description, at, hours);
        }
    }

    private IEnumerable<(string Kind, string Code, string? Description, int Column, int Hours)> Headed()
    {
        for (var i = 0; i < headings.Length; i++)
        {
            var parts = headings[i].Split(':', 2);
            if (parts.Length == 2 && Prefixes.FirstOrDefault(prefix => prefix.Prefix == PayrollCell.Key(parts[0])) is { Kind: { } kind })
                yield return (kind, parts[1].Trim(), null, i, kind == "earning" ? At(PayrollCell.Key("hours" + parts[1])) : -1);
        }
    }

    private int At(string key) => Array.FindIndex(headings, heading => PayrollCell.Key(heading) == key);
}

using System.Globalization;
using System.Text;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.Payroll;

/// <summary>Reads a payroll export. Everything that is wrong with it is found in one go, each with row and column.</summary>
internal sealed class PayrollReader
{
    private const int MostProblems = 200;

    private readonly PayrollColumns columns;
    private readonly string currency;
    private readonly List<PayrollProblem> problems = [];
    private readonly Dictionary<string, RunDraft> runs = new(StringComparer.Ordinal);
    private PayrollHeadings headings = null!;

    private PayrollReader(PayrollColumns columns, string currency) => (this.columns, this.currency) = (columns, currency);

    /// <summary>Reads a file.</summary>
    /// <param name="content">The file, UTF-8 or with a byte order mark.</param>
    /// <param name="columns">Which column holds what.</param>
    /// <param name="currency">The currency, ISO 4217.</param>
    /// <returns>The runs in the order of the file, or what is wrong; never both.</returns>
    public static (IReadOnlyList<PayrollRun> Runs, IReadOnlyList<PayrollProblem> Problems) Read(byte[] content, PayrollColumns columns, string currency)
    {
        var reader = new PayrollReader(columns, currency);
        reader.ReadRows(content);
        var runs = reader.problems.Count > 0 ? [] : reader.Finish();
        return reader.problems.Count > 0 ? ([], [.. reader.problems.OrderBy(problem => problem.Row).Take(MostProblems)]) : (runs, []);
    }

    private void ReadRows(byte[] content)
    {
        using var reader = new StreamReader(new MemoryStream(content), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var rows = 0;
        try
        {
            foreach (var (line, cells) in CsvRows.Read(reader.ReadToEnd()))
            {
                if (headings is not null)
                {
                    rows++;
                    ReadRow(cells, line);
                    continue;
                }

                headings = new PayrollHeadings(cells, columns);
                if (!CheckHeadings())
                    return;
            }
        }
        catch (FormatException exception)
        {
            problems.Add(new PayrollProblem(0, "", $"{exception.Message} Write a quotation mark inside a cell twice."));
            return;
        }

        if (headings is null)
        {
            problems.Add(new PayrollProblem(0, "", "The file is empty."));
            return;
        }

        if (rows == 0)
            problems.Add(new PayrollProblem(0, "", "The file has headings and no rows."));
    }

    private bool CheckHeadings()
    {
        foreach (var (label, name) in headings.Missing)
            problems.Add(new PayrollProblem(1, name, $"There is no column '{name}' ({label}). Correct the column map or the file."));
        if (headings.Employee < 0 && columns.Employee is null)
            problems.Add(new PayrollProblem(1, "", "No column holds the employee's number. Say in the column map which one does (employee)."));
        if (headings.PayDate < 0 && columns.PayDate is null)
            problems.Add(new PayrollProblem(1, "", "No column holds the pay date. Say in the column map which one does (payDate)."));
        if (!headings.IsLong && headings.Amounts.Count == 0 && headings.Missing.Count == 0)
            problems.Add(new PayrollProblem(1, "", "No columns hold amounts. Say in the column map which do: kind, code and amount, or lists of earnings, taxes, deductions and employerCosts."));
        return problems.Count == 0;
    }

    private void ReadRow(string[] cells, int row)
    {
        var employee = Text(cells, headings.Employee);
        if (employee is null)
        {
            problems.Add(new PayrollProblem(row, headings.Of(headings.Employee), "The employee's number is missing."));
            return;
        }

        if (Date(cells, headings.PayDate, row) is not { } payDate)
            return;
        var group = Text(cells, headings.PayGroup);
        var id = Text(cells, headings.RunId) ?? string.Create(CultureInfo.InvariantCulture, $"{payDate:yyyy-MM-dd}/{group ?? "ALL"}");
        var start = headings.PeriodStart < 0 ? payDate : Date(cells, headings.PeriodStart, row);
        var end = headings.PeriodEnd < 0 ? payDate : Date(cells, headings.PeriodEnd, row);
        if (start is null || end is null)
            return;
        if (!runs.TryGetValue(id, out var run))
            runs[id] = run = new RunDraft(id, payDate, start.Value, end.Value);
        else if ((run.PayDate, run.Start, run.End) != (payDate, start, end))
            problems.Add(new PayrollProblem(row, headings.Of(headings.PayDate), $"The run '{id}' has other dates in an earlier row."));
        var payment = run.Of(employee, row);
        payment.Department ??= Text(cells, headings.Department);
        payment.Location ??= Text(cells, headings.Location);
        if (headings.IsLong)
            ReadAmount(cells, row, payment);
        else
            ReadAmounts(cells, row, payment);
        if (Number(cells, headings.NetPay, row) is { } net && !headings.IsLong)
            payment.Net = (payment.Net ?? 0) + net;
        else if (headings.IsLong && Number(cells, headings.NetPay, row) is { } repeated)
            payment.Net = repeated;
    }

    private void ReadAmount(string[] cells, int row, PaymentDraft payment)
    {
        var kind = PayrollCell.Key(Text(cells, headings.Kind) ?? "");
        if (Number(cells, headings.Amount, row) is not { } amount)
        {
            if (Text(cells, headings.Amount) is null)
                problems.Add(new PayrollProblem(row, headings.Of(headings.Amount), "The amount is missing."));
            return;
        }

        var part = new PayrollAmount
        {
            Code = Text(cells, headings.Code) ?? "", Description = Text(cells, headings.Description), Amount = amount, Hours = Number(cells, headings.Hours, row),
        };
        if (kind is "net" or "netpay")
            payment.Net = amount;
        else if (part.Code.Length == 0)
            problems.Add(new PayrollProblem(row, headings.Of(headings.Code), "The code is missing."));
        else if (!payment.Add(KindOf(kind), part))
            problems.Add(new PayrollProblem(row, headings.Of(headings.Kind), $"'{Text(cells, headings.Kind)}' is no kind of amount. Known are earning, tax, deduction, employer and net."));
    }

    private void ReadAmounts(string[] cells, int row, PaymentDraft payment)
    {
        foreach (var (kind, code, description, column, hours) in headings.Amounts)
        {
            if (Number(cells, column, row) is { } amount and not 0)
                payment.Add(kind, new PayrollAmount { Code = code, Description = description, Amount = amount, Hours = hours < 0 ? null : Number(cells, hours, row) });
        }
    }

    private List<PayrollRun> Finish()
    {
        foreach (var payment in runs.Values.SelectMany(run => run.Payments))
        {
            var net = payment.Earnings.Sum(part => part.Amount) - payment.Taxes.Sum(part => part.Amount) - payment.Deductions.Sum(part => part.Amount);
            if (payment.Net is { } stated && stated != net)
            {
                problems.Add(new PayrollProblem(
                    payment.Row, headings.Of(headings.NetPay),
                    string.Create(CultureInfo.InvariantCulture, $"Employee {payment.Employee}: earnings less taxes and deductions are {net}, and the net pay is {stated}. A column may be missing from the column map.")));
            }

            payment.Net ??= net;
        }

        return [.. runs.Values.Select(run => run.ToRun(currency))];
    }

    private static string KindOf(string kind) => kind switch
    {
        "earning" or "earnings" or "pay" or "wage" or "wages" => "earning",
        "tax" or "taxes" or "employeetax" or "withholding" => "tax",
        "deduction" or "deductions" => "deduction",
        "employer" or "employertax" or "employertaxes" or "employercost" or "employercontribution" => "employer",
        _ => "",
    };

    private static string? Text(string[] cells, int column) => column >= 0 && column < cells.Length && cells[column].Trim() is { Length: > 0 } text ? text : null;

    private decimal? Number(string[] cells, int column, int row)
    {
        if (Text(cells, column) is not { } text || text is "-")
            return null;
        var number = PayrollCell.Amount(text, columns.DecimalComma);
        if (number is null)
            problems.Add(new PayrollProblem(row, headings.Of(column), $"'{text}' is no amount."));
        return number;
    }

    private DateOnly? Date(string[] cells, int column, int row)
    {
        var text = Text(cells, column);
        var date = text is null ? null : PayrollCell.Date(text, columns.DateFormat);
        if (date is null)
            problems.Add(new PayrollProblem(row, headings.Of(column), text is null ? "The date is missing." : $"'{text}' is no date. Give the dates' form in the column map (dateFormat), such as dd/MM/yyyy."));
        return date;
    }

    private sealed class RunDraft(string id, DateOnly payDate, DateOnly start, DateOnly end)
    {
        private readonly Dictionary<string, PaymentDraft> byEmployee = new(StringComparer.Ordinal);

        public DateOnly PayDate => payDate;

        public DateOnly Start => start;

        public DateOnly End => end;

        public List<PaymentDraft> Payments { get; } = [];

        public PaymentDraft Of(string employee, int row)
        {
            if (!byEmployee.TryGetValue(employee, out var payment))
                Payments.Add(byEmployee[employee] = payment = new PaymentDraft(employee, row));
            return payment;
        }

        public PayrollRun ToRun(string currency) => new()
        {
            RunId = id, PayDate = payDate, PeriodStart = start, PeriodEnd = end, Currency = currency,
            Payments = [.. Payments.Select(payment => new PayrollPayment
            {
                EmployeeId = payment.Employee, Department = payment.Department, LocationId = payment.Location, Earnings = payment.Earnings, Taxes = payment.Taxes,
                Deductions = payment.Deductions, EmployerCosts = payment.EmployerCosts, NetPay = payment.Net ?? 0,
            })],
        };
    }

    private sealed class PaymentDraft(string employee, int row)
    {
        public string Employee => employee;

        public int Row => row;

        public string? Department { get; set; }

        public string? Location { get; set; }

        public decimal? Net { get; set; }

        public List<PayrollAmount> Earnings { get; } = [];

        public List<PayrollAmount> Taxes { get; } = [];

        public List<PayrollAmount> Deductions { get; } = [];

        public List<PayrollAmount> EmployerCosts { get; } = [];

        public bool Add(string kind, PayrollAmount part)
        {
            var list = kind switch { "earning" => Earnings, "tax" => Taxes, "deduction" => Deductions, "employer" => EmployerCosts, _ => null };
            list?.Add(part);
            return list is not null;
        }
    }
}

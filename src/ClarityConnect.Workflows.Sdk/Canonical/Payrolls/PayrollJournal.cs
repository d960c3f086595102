using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Canonical.Accounts;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Sdk.Canonical.Payrolls;

/// <summary>
/// Breaks a payroll run down into journal lines: earnings as expense of their department and location, each tax and deduction to the account that it
/// is owed on, the employer's costs as expense and as debt, net pay to the bank or clearing account. Every line carries the location of the pay that
/// it comes from, so that each location balances by itself.
/// </summary>
/// <param name="accounts">
/// The accounts. Facts are kind ("earning", "tax", "deduction", "employerCost" or "netPay"), code, department and location; results are account,
/// for employer costs liabilityAccount too, and where costs have other dimensions than the payroll's, departmentDimension and projectDimension. A
/// row of kind "location" with the result locationDimension says what the ledger calls a location.
/// </param>
public sealed class PayrollJournal(DerivationTable accounts)
{
    /// <summary>The facts that payroll accounts are derived from, unless the table's "match" names others.</summary>
    public static readonly IReadOnlyList<string> Facts = ["kind", "code", "department", "location"];

    /// <summary>Reads the table of accounts.</summary>
    /// <param name="table">The mapping table's data; see <see cref="DerivationTable"/>.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>, naming the row.</exception>
    public static PayrollJournal Read(JsonElement table) => new(DerivationTable.Read(table, Facts));

    /// <summary>Breaks a run down.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The lines, one for each account, side, department, location, project and description.</returns>
    /// <exception cref="ActivityException">
    /// Kind <see cref="FailureKind.InvalidData"/>: somebody's net pay is not earnings less taxes and deductions, or an amount has parts of a minor unit.
    /// </exception>
    public PayrollBreakdown BreakDown(PayrollRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var totals = new Totals(run.Currency);
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        decimal gross = 0, net = 0, employer = 0;
        foreach (var payment in run.Payments)
        {
            Check(payment, run.Currency);
            gross += Post(payment, payment.Earnings, "earning", JournalSide.Debit, isCost: true);
            Post(payment, payment.Taxes, "tax", JournalSide.Credit, isCost: false);
            Post(payment, payment.Deductions, "deduction", JournalSide.Credit, isCost: false);
            employer += Post(payment, payment.EmployerCosts, "employerCost", JournalSide.Debit, isCost: true);
            net += Post(payment, [new PayrollAmount { Code = "NET", Description = "Net pay", Amount = payment.NetPay }], "netPay", JournalSide.Credit, isCost: false);
        }

        return new PayrollBreakdown(missing.Count == 0 ? totals.Lines() : [], gross, net, employer, [.. missing]);

        decimal Post(PayrollPayment payment, IReadOnlyList<PayrollAmount> amounts, string kind, JournalSide side, bool isCost)
        {
            var location = Location(payment.LocationId, run.PayDate);
            foreach (var amount in amounts.Where(amount => amount.Amount != 0))
            {
                var facts = new Dictionary<string, string?>
                {
                    ["kind"] = kind, ["code"] = amount.Code, ["department"] = payment.Department, ["location"] = payment.LocationId,
                };
                var found = accounts.Find(facts, run.PayDate);
                var text = amount.Description ?? amount.Code;
                if (found?["account"] is { } account)
                    totals.Add(account, side, found, isCost, payment.Department, location, text, amount.Amount);
                else
                    missing.Add(Missing(kind, amount, payment, "account", run.PayDate));
                if (kind != "employerCost")
                    continue;
                if (found?["liabilityAccount"] is { } liability)
                    totals.Add(liability, JournalSide.Credit, found, isCost: false, payment.Department, location, text, amount.Amount);
                else
                    missing.Add(Missing(kind, amount, payment, "liabilityAccount", run.PayDate));
            }

            return amounts.Sum(amount => amount.Amount);
        }
    }

    /// <summary>Looked up for the location alone: were it the row's of each amount, pay could be booked half to one location and half to another.</summary>
    private string? Location(string? location, DateOnly date) => location is null
        ? null
        : accounts.Find(new Dictionary<string, string?> { ["kind"] = "location", ["location"] = location }, date)?["locationDimension"] ?? location;

    private static string Missing(string kind, PayrollAmount amount, PayrollPayment payment, string column, DateOnly date)
    {
        var place = string.Join(", ", new[] { ("department", payment.Department), ("location", payment.LocationId) }
            .Where(part => part.Item2 is not null).Select(part => $"{part.Item1} '{part.Item2}'"));
        return $"There is no {column} for {kind} '{amount.Code}'{(place.Length == 0 ? "" : $" ({place})")} on {DerivationTable.Day(date)}. Add a row to the table of payroll accounts.";
    }

    private static void Check(PayrollPayment payment, string currency)
    {
        var digits = Currency.MinorDigits(currency);
        var all = payment.Earnings.Concat(payment.Taxes).Concat(payment.Deductions).Concat(payment.EmployerCosts).ToList();
        if (all.FirstOrDefault(amount => decimal.Round(amount.Amount, digits) != amount.Amount) is { } odd)
            throw new ActivityException(FailureKind.InvalidData, $"The pay of employee '{payment.EmployeeId}' has {Text(odd.Amount)} {currency} for '{odd.Code}', which is not a whole number of the currency's smallest units. Correct the payroll file.");
        var expected = payment.Earnings.Sum(amount => amount.Amount) - payment.Taxes.Sum(amount => amount.Amount) - payment.Deductions.Sum(amount => amount.Amount);
        if (expected != payment.NetPay)
        {
            throw new ActivityException(
                FailureKind.InvalidData,
                $"The pay of employee '{payment.EmployeeId}' does not add up: earnings less taxes and deductions are {Text(expected)} {currency}, but the net pay is {Text(payment.NetPay)}, {Text(Math.Abs(expected - payment.NetPay))} {(expected > payment.NetPay ? "less" : "more")}. Correct the payroll file.");
        }
    }

    private static string Text(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);

    /// <summary>Sums up by line, debits above zero and credits below.</summary>
    private sealed class Totals(string currency)
    {
        private readonly Dictionary<JournalLine, decimal> amounts = [];
        private readonly List<JournalLine> order = [];

        public void Add(string account, JournalSide side, DerivedValues found, bool isCost, string? department, string? location, string text, decimal amount)
        {
            var line = new JournalLine
            {
                Account = account,
                Side = side,
                Currency = currency,
                Description = text,
                Department = isCost ? found["departmentDimension"] ?? department : null,
                Location = location,
                Project = isCost ? found["projectDimension"] : null,
            };
            if (amounts.TryAdd(line, amount))
                order.Add(line);
            else
                amounts[line] += amount;
        }

        public IReadOnlyList<JournalLine> Lines() => [.. order.Where(line => amounts[line] != 0).Select(line => amounts[line] > 0
            ? line with { Amount = amounts[line] }
            : line with { Amount = -amounts[line], Side = line.Side == JournalSide.Debit ? JournalSide.Credit : JournalSide.Debit })];
    }
}

using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Canonical.Payrolls;
using ClarityConnect.Workflows.Sdk.Failures;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Canonical;

public sealed class Payroll_becomes_a_journal
{
    private const string Accounts =
        """
        { "rows": [
          { "kind": "earning", "account": "6000" },
          { "kind": "earning", "code": "OT", "account": "6010" },
          { "kind": "earning", "department": "20", "account": "6100", "departmentDimension": "KITCHEN" },
          { "kind": "tax", "code": "FIT", "account": "2310" },
          { "kind": "tax", "code": "FICA", "account": "2320" },
          { "kind": "deduction", "code": "401K", "account": "2400" },
          { "kind": "employerCost", "code": "FICA-ER", "account": "6500", "liabilityAccount": "2320" },
          { "kind": "netPay", "account": "1015" },
          { "kind": "location", "location": "100001", "locationDimension": "100" }
        ] }
        """;

    private static readonly PayrollPayment Ann = new()
    {
        EmployeeId = "E1", Department = "10", LocationId = "100001", NetPay = 760m,
        Earnings = [new() { Code = "REG", Description = "Regular", Amount = 800m }, new() { Code = "OT", Amount = 200m }],
        Taxes = [new() { Code = "FIT", Amount = 120m }, new() { Code = "FICA", Amount = 70m }],
        Deductions = [new() { Code = "401K", Amount = 50m }],
        EmployerCosts = [new() { Code = "FICA-ER", Amount = 70m }],
    };

    [Fact]
    public void Each_part_of_the_pay_has_its_line()
    {
        var result = BreakDown(Ann);

        result.Missing.ShouldBeEmpty();
        (result.Gross, result.Net, result.EmployerCosts).ShouldBe((1000m, 760m, 70m));
        result.Lines.Select(line => (line.Account, line.Side, line.Amount, line.Department, line.Location, line.Description)).ShouldBe(
        [
            ("6000", JournalSide.Debit, 800m, "10", "100", "Regular"),
            ("6010", JournalSide.Debit, 200m, "10", "100", "OT"),
            ("2310", JournalSide.Credit, 120m, null, "100", "FIT"),
            ("2320", JournalSide.Credit, 70m, null, "100", "FICA"),
            ("2400", JournalSide.Credit, 50m, null, "100", "401K"),
            ("6500", JournalSide.Debit, 70m, "10", "100", "FICA-ER"),
            ("2320", JournalSide.Credit, 70m, null, "100", "FICA-ER"),
            ("1015", JournalSide.Credit, 760m, null, "100", "Net pay"),
        ]);
    }

    [Fact]
    public void Equal_lines_are_summed_up_and_corrections_change_the_side()
    {
        var correction = new PayrollPayment { EmployeeId = "E2", Department = "10", LocationId = "100001", NetPay = -900m, Earnings = [new() { Code = "REG", Description = "Regular", Amount = -900m }] };

        var lines = BreakDown(Ann, correction).Lines;

        lines.Single(line => line.Account == "6000").ShouldSatisfyAllConditions(line => line.Side.ShouldBe(JournalSide.Credit), line => line.Amount.ShouldBe(100m));
        lines.Single(line => line.Account == "1015").ShouldSatisfyAllConditions(line => line.Side.ShouldBe(JournalSide.Debit), line => line.Amount.ShouldBe(140m));
    }

    [Fact]
    public void A_department_has_its_own_account_and_name() => BreakDown(Ann with { Department = "20", Earnings = [new() { Code = "REG", Amount = 1000m }] })
        .Lines[0].ShouldSatisfyAllConditions(line => line.Account.ShouldBe("6100"), line => line.Department.ShouldBe("KITCHEN"));

    [Fact]
    public void Missing_accounts_are_all_named_and_nothing_is_posted()
    {
        var result = BreakDown(Ann with
        {
            Taxes = [new() { Code = "SDI", Amount = 190m }], EmployerCosts = [new() { Code = "FUTA", Amount = 6m }],
        });

        result.Lines.ShouldBeEmpty();
        result.Missing.ShouldBe(
        [
            "There is no account for employerCost 'FUTA' (department '10', location '100001') on 2026-03-31. Add a row to the table of payroll accounts.",
            "There is no account for tax 'SDI' (department '10', location '100001') on 2026-03-31. Add a row to the table of payroll accounts.",
            "There is no liabilityAccount for employerCost 'FUTA' (department '10', location '100001') on 2026-03-31. Add a row to the table of payroll accounts.",
        ]);
    }

    [Fact]
    public void Pay_that_does_not_add_up_is_refused()
    {
        Problem(Ann with { NetPay = 700m }).ShouldBe("The pay of employee 'E1' does not add up: earnings less taxes and deductions are 760.00 USD, but the net pay is 700.00, 60.00 less. Correct the payroll file.");
        Problem(Ann with { NetPay = 760.005m, Deductions = [new() { Code = "401K", Amount = 49.995m }] }).ShouldBe("The pay of employee 'E1' has 49.995 USD for '401K', which is not a whole number of the currency's smallest units. Correct the payroll file.");
    }

    [Fact]
    public void Every_journal_balances_in_all_and_for_each_location() => Prop.ForAll(
        AnyPayment().NonEmptyListOf().ToArbitrary(),
        payments =>
        {
            var result = BreakDown([.. payments]);

            result.Missing.ShouldBeEmpty();
            result.Lines.ShouldAllBe(line => line.Amount > 0);
            foreach (var lines in result.Lines.GroupBy(line => line.Location).Append(result.Lines.GroupBy(_ => (string?)"all").FirstOrDefault()).Where(lines => lines is not null))
                lines!.Sum(line => line.Side == JournalSide.Debit ? line.Amount : -line.Amount).ShouldBe(0m);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static Gen<PayrollPayment> AnyPayment() =>
        from earnings in Amounts("REG", "OT", "BONUS")
        from taxes in Amounts("FIT", "FICA")
        from deductions in Amounts("401K")
        from costs in Amounts("FICA-ER")
        from department in Gen.Elements("10", "20", null)
        from location in Gen.Elements("100001", "100002", null)
        select new PayrollPayment
        {
            EmployeeId = "E", Department = department, LocationId = location, Earnings = earnings, Taxes = taxes, Deductions = deductions, EmployerCosts = costs,
            NetPay = earnings.Sum(a => a.Amount) - taxes.Sum(a => a.Amount) - deductions.Sum(a => a.Amount),
        };

    private static Gen<List<PayrollAmount>> Amounts(params string[] codes) =>
        (from code in Gen.Elements(codes) from cents in Gen.Choose(-20_000, 500_000) select new PayrollAmount { Code = code, Amount = cents / 100m }).ListOf().Select(list => list.ToList());

    private static PayrollBreakdown BreakDown(params PayrollPayment[] payments) =>
        PayrollJournal.Read(JsonDocument.Parse(Accounts).RootElement).BreakDown(new PayrollRun { RunId = "P1", PayDate = new DateOnly(2026, 3, 31), Currency = "USD", Payments = payments });

    private static string Problem(PayrollPayment payment)
    {
        var exception = Should.Throw<ActivityException>(() => BreakDown(payment));
        exception.Kind.ShouldBe(FailureKind.InvalidData);
        return exception.Message;
    }
}

using System.Text;
using ClarityConnect.Workflows.Connectors.Heartland.Payroll;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Heartland;

public sealed class Payroll_files_are_imported : IDisposable
{
    private const string Long = """
        Run ID,Pay Group,Check Date,Period Start,Period End,Employee No,Department,Kind,Code,Hours,Amount
        2026-03-06/HOURLY/1,HOURLY,2026-03-06,2026-02-15,2026-02-28,E100,200,Earning,REG,80,1600.00
        2026-03-06/HOURLY/1,HOURLY,2026-03-06,2026-02-15,2026-02-28,E100,200,Tax,FIT,,143.12
        2026-03-06/HOURLY/1,HOURLY,2026-03-06,2026-02-15,2026-02-28,E100,200,Tax,SS_EE,,99.20
        2026-03-06/HOURLY/1,HOURLY,2026-03-06,2026-02-15,2026-02-28,E100,200,Tax,MED_EE,,23.20
        2026-03-06/HOURLY/1,HOURLY,2026-03-06,2026-02-15,2026-02-28,E100,200,Deduction,401K,,80.00
        2026-03-06/HOURLY/1,HOURLY,2026-03-06,2026-02-15,2026-02-28,E100,200,Deduction,MED125,,45.00
        2026-03-06/HOURLY/1,HOURLY,2026-03-06,2026-02-15,2026-02-28,E100,200,Employer,SS_ER,,99.20
        2026-03-06/HOURLY/1,HOURLY,2026-03-06,2026-02-15,2026-02-28,E100,200,Employer,MED_ER,,23.20
        2026-03-06/HOURLY/1,HOURLY,2026-03-06,2026-02-15,2026-02-28,E100,200,Employer,FUTA,,9.60
        2026-03-06/HOURLY/1,HOURLY,2026-03-06,2026-02-15,2026-02-28,E100,200,Net,NET,,1209.48
        """;

    private readonly string root = Path.Combine(Path.GetTempPath(), $"payroll-{Guid.NewGuid():n}");

    public Payroll_files_are_imported() => Directory.CreateDirectory(root);

    private static DateTimeOffset Later => TimeProvider.System.GetUtcNow().AddMinutes(5);

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void A_file_with_a_row_for_every_amount_becomes_the_run()
    {
        var (runs, problems) = Read(Long);
        problems.ShouldBeEmpty();
        var run = runs.ShouldHaveSingleItem();
        (run.RunId, run.PayDate, run.PeriodStart, run.PeriodEnd, run.Currency).ShouldBe(("2026-03-06/HOURLY/1", new DateOnly(2026, 3, 6), new DateOnly(2026, 2, 15), new DateOnly(2026, 2, 28), "USD"));
        var pay = run.Payments.ShouldHaveSingleItem();
        (pay.EmployeeId, pay.Department, pay.NetPay, pay.Earnings[0].Hours).ShouldBe(("E100", "200", 1209.48m, 80m));
        (pay.Earnings.Sum(a => a.Amount), pay.Taxes.Sum(a => a.Amount), pay.Deductions.Sum(a => a.Amount), pay.EmployerCosts.Sum(a => a.Amount)).ShouldBe((1600m, 265.52m, 125m, 132m));
    }

    [Fact]
    public void A_file_with_a_row_for_every_employee_is_read_by_the_column_map()
    {
        var columns = new PayrollColumns
        {
            Employee = "Emp #", PayDate = "Chk Dt",
            Earnings = [new() { Code = "REG", Column = "Regular Pay", HoursColumn = "Regular Hrs" }, new() { Code = "OT", Column = "Overtime" }],
            Taxes = [new() { Code = "FIT", Column = "Fed W/H" }], Deductions = [new() { Code = "401K", Column = "401(k)" }], EmployerCosts = [new() { Code = "SS_ER", Column = "ER FICA" }],
        };
        var (runs, problems) = Read("\uFEFFChk Dt;Group;emp#;Regular Hrs;Regular Pay;Overtime;Fed W/H;401(k);ER FICA;Net Pay\r\n3/6/2026;HOURLY;E1;80;\"$1,600.00\";;143.12;(10.00);99.20;1466.88\r\n\r\n3/6/2026;SALARY;E2;;2000;50;0;-;0;2050\r\n", columns);
        problems.ShouldBeEmpty();
        runs.Select(run => run.RunId).ShouldBe(["2026-03-06/HOURLY", "2026-03-06/SALARY"]);
        runs[0].Payments[0].ShouldSatisfyAllConditions(
            p => p.Earnings.ShouldBe([new PayrollAmount { Code = "REG", Amount = 1600m, Hours = 80m }]), p => p.Deductions[0].Amount.ShouldBe(-10m), p => p.NetPay.ShouldBe(1466.88m));
        runs[1].Payments[0].Earnings.Select(e => e.Code).ShouldBe(["REG", "OT"]);
    }

    [Fact]
    public void Headings_that_say_what_they_hold_need_no_map()
    {
        var (runs, problems) = Read("Employee ID,Pay Date,Earning: REG,Hours: REG,Tax: FIT,Employer: FUTA\nE1,2026-03-06,100,8,10,1\n");
        problems.ShouldBeEmpty();
        runs[0].Payments[0].ShouldSatisfyAllConditions(p => p.NetPay.ShouldBe(90m), p => p.Earnings[0].Hours.ShouldBe(8m), p => p.EmployerCosts[0].ShouldBe(new PayrollAmount { Code = "FUTA", Amount = 1m }));
    }

    [Theory]
    [InlineData("2026-03-06,E1,Earning,REG,abc", 2, "Amount", "'abc' is no amount")]
    [InlineData("2026-03-06,E1,Earning,REG,16,00", 2, "", "")]
    [InlineData("2026-03-06,E1,Bonus,REG,5", 2, "Kind", "'Bonus' is no kind")]
    [InlineData("2026-03-06,,Earning,REG,5", 2, "Employee", "number is missing")]
    [InlineData("6.3.26,E1,Earning,REG,5", 2, "Pay Date", "'6.3.26' is no date")]
    [InlineData("2026-03-06,E1,Earning,,5", 2, "Code", "code is missing")]
    [InlineData("2026-03-06,E1,Earning,REG,", 2, "Amount", "amount is missing")]
    [InlineData("2026-03-06,E1,Earning,REG,5\n2026-03-06,E1,Net,,6", 2, "", "earnings less taxes and deductions are 5, and the net pay is 6")]
    [InlineData("2026-03-06,\"E1,Earning,REG,5", 0, "", "quotation mark of line 2 is not closed")]
    public void What_is_wrong_is_named_by_row_and_column(string rows, int row, string column, string message)
    {
        var (runs, problems) = Read("Pay Date,Employee,Kind,Code,Amount\n" + rows);
        if (message.Length == 0)
        {
            problems.ShouldBeEmpty(); // a cell too many changes nothing that is read
            return;
        }

        runs.ShouldBeEmpty();
        var problem = problems.ShouldHaveSingleItem();
        (problem.Row, problem.Column).ShouldBe((row, column));
        problem.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("1,600.00", false, "1600.00")]
    [InlineData("1.600,00", true, "1600.00")]
    [InlineData("-20", false, "-20")]
    [InlineData("20.5-", false, "-20.5")]
    [InlineData("16,00", false, null)]
    [InlineData("1.2.3", false, null)]
    public void Amounts_are_read_as_people_write_them(string text, bool comma, string? amount) =>
        PayrollCell.Amount(text, comma).ShouldBe(amount is null ? null : decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public async Task A_file_starts_once_and_is_moved_when_its_event_is_stored()
    {
        Drop("march.csv", Long);
        var first = await PollAsync(null);
        var import = first.Events.ShouldHaveSingleItem().Payload.ShouldBeOfType<PayrollImport>();
        (import.FileName, import.IsCorrection, import.Run!.RunId).ShouldBe(("march.csv", false, "2026-03-06/HOURLY/1"));
        File.Exists(Path.Combine(root, "march.csv")).ShouldBeTrue();
        // The server died before it stored the poll: the file is still there and brings the same event.
        (await PollAsync(null)).Events.Single().Id.ShouldBe(first.Events[0].Id);
        var second = await PollAsync(first.Cursor);
        second.Events.ShouldBeEmpty();
        Directory.GetFiles(root).ShouldBeEmpty();
        Path.GetFileName(Directory.GetFiles(Path.Combine(root, "processed")).ShouldHaveSingleItem()).ShouldStartWith("march.");

        Drop("march again.csv", Long);
        (await PollAsync(second.Cursor)).Events.ShouldBeEmpty();
        Drop("march corrected.csv", Long.Replace("143.12", "140.00", StringComparison.Ordinal).Replace("1209.48", "1212.60", StringComparison.Ordinal));
        var corrected = (await PollAsync(second.Cursor)).Events.ShouldHaveSingleItem();
        corrected.Payload.ShouldBeOfType<PayrollImport>().IsCorrection.ShouldBeTrue();
        corrected.Id.ShouldNotBe(first.Events[0].Id);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_starts_at_its_own_port_and_is_put_aside()
    {
        Drop("broken.csv", "Pay Date,Employee,Kind,Code,Amount\n2026-03-06,E1,Earning,REG,abc\n");
        var first = await PollAsync(null);
        var trigger = new PayrollRunImported();
        var run = await new ActivityRun(trigger, HeartlandTwin.Token) { Payload = WorkflowJson.ToElement(first.Events.Single().Payload) }.RunAsync();
        run.Outcomes.ShouldBe(["Invalid"]);
        run.Output(trigger.Problems).ShouldBe([new PayrollProblem(2, "Amount", "'abc' is no amount.")]);
        await PollAsync(first.Cursor);
        Directory.GetFiles(Path.Combine(root, "rejected")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_is_still_being_written_waits()
    {
        Drop("march.csv", Long);
        (await PollAsync(null, now: TimeProvider.System.GetUtcNow())).Events.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../")]
    [InlineData("a/../../b")]
    [InlineData("/etc")]
    [InlineData("link")]
    public async Task Nothing_outside_the_folder_is_read(string subfolder)
    {
        Directory.CreateSymbolicLink(Path.Combine(root, "link"), Path.GetTempPath());
        var trigger = new PayrollRunImported();
        var failure = await Should.ThrowAsync<ActivityException>(() => HeartlandTwin.PollAsync(trigger, Folder(Later), null, Later, (trigger.Subfolder, subfolder)));
        failure.Kind.ShouldBe(FailureKind.Misconfigured);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("payroll")]
    public void A_folder_that_is_no_place_for_files_is_refused(string folder) =>
        Should.Throw<ActivityException>(() => new HeartlandPayrollConnection { Folder = folder }.CreateClient(Context(Later))).Kind.ShouldBe(FailureKind.Misconfigured);

    private static (IReadOnlyList<PayrollRun> Runs, IReadOnlyList<PayrollProblem> Problems) Read(string text, PayrollColumns? columns = null) =>
        PayrollReader.Read(Encoding.UTF8.GetBytes(text), columns ?? new PayrollColumns(), "USD");

    private void Drop(string name, string text) => File.WriteAllText(Path.Combine(root, name), text);

    private Task<PollResult> PollAsync(object? cursor, DateTimeOffset? now = null) => HeartlandTwin.PollAsync(new PayrollRunImported(), Folder(now ?? Later), cursor, now ?? Later);

    private PayrollFolder Folder(DateTimeOffset now) => new HeartlandPayrollConnection { Folder = root }.CreateClient(Context(now));

    private static ConnectionContext Context(DateTimeOffset now) => new("payroll", new HttpClient(), new JumpingClock { Now = now }, NullLogger.Instance);
}

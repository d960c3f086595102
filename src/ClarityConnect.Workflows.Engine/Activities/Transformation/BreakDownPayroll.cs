using ClarityConnect.Workflows.Engine.Choices;
using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Canonical.Payrolls;

namespace ClarityConnect.Workflows.Engine.Activities.Transformation;

/// <summary>Breaks a payroll run down into journal lines that balance.</summary>
[Activity("ClarityConnect", "Data", "Breaks a payroll run down into journal lines that balance: earnings, each tax and deduction, the employer's costs and net pay.", DisplayName = "Break down payroll")]
[FlowNode("Done", AccountMissing)]
public sealed class BreakDownPayroll : CodeActivity<IReadOnlyList<JournalLine>>
{
    private const string AccountMissing = "Account missing";

    /// <summary>The run.</summary>
    [Input(DisplayName = "Payroll run", Description = "The payroll run, with what each employee earns and what is taken off.", IsRequired = true)]
    public Input<PayrollRun> PayrollRun { get; set; } = new();

    /// <summary>The table of accounts.</summary>
    [Input(DisplayName = "Table of accounts", Description = "The mapping table with rows of kind (earning, tax, deduction, employerCost, netPay), code, department, location, account and, for employer costs, liabilityAccount.", Choices = typeof(MappingTableChoices), IsRequired = true)]
    public Input<string> TableName { get; set; } = new();

    /// <summary>The sum of all debits.</summary>
    [Output(DisplayName = "Total debit", Description = "The sum of all debits, which is that of all credits.")]
    public Output<decimal> TotalDebit { get; set; } = new();

    /// <summary>All earnings.</summary>
    [Output(DisplayName = "Gross pay", Description = "All earnings together.")]
    public Output<decimal> Gross { get; set; } = new();

    /// <summary>What is paid out.</summary>
    [Output(DisplayName = "Net pay", Description = "What the employees are paid together.")]
    public Output<decimal> Net { get; set; } = new();

    /// <summary>What the employer pays on top.</summary>
    [Output(DisplayName = "Employer costs", Description = "What the employer pays on top.")]
    public Output<decimal> EmployerCosts { get; set; } = new();

    /// <summary>What has no account.</summary>
    [Output(Description = "What the table has no account for, each in a sentence that names kind and code.")]
    public Output<IReadOnlyList<string>> Missing { get; set; } = new();

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var run = context.GetRequired(PayrollRun);
        var result = PayrollJournal.Read(await MappingTableData.ReadAsync(context, context.GetRequired(TableName))).BreakDown(run);
        context.Set(Result, result.Lines);
        context.Set(TotalDebit, result.Lines.Where(line => line.Side == JournalSide.Debit).Sum(line => line.Amount));
        context.Set(Gross, result.Gross);
        context.Set(Net, result.Net);
        context.Set(EmployerCosts, result.EmployerCosts);
        context.Set(Missing, result.Missing);
        context.Complete(result.Missing.Count == 0 ? "Done" : AccountMissing);
    }
}

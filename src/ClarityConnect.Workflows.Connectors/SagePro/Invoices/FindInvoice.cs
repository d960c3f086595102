using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.SagePro.Invoices;

/// <summary>Reads an open invoice.</summary>
[Activity("ClarityConnect.SagePro", "Sage Pro", "Reads an open invoice or credit memo of Sage Pro with what is still to be paid.", DisplayName = "Find invoice")]
[FlowNode("Found", "Not found")]
public sealed class FindInvoice : ReadingActivity<Invoice>
{
    /// <summary>The number.</summary>
    [Input(DisplayName = "Invoice number", Description = "The invoice's number in Sage Pro.", IsRequired = true, Order = 1)]
    public Input<string> Number { get; set; } = new();

    private protected override string Operation => SageProOperation.FindInvoice;

    private protected override object InputOf(ActivityExecutionContext context) => new { number = context.GetRequired(Number).Trim() };

    private protected override string OutcomeOf(IReadOnlyList<Invoice> rows) => rows.Count > 0 ? "Found" : "Not found";
}

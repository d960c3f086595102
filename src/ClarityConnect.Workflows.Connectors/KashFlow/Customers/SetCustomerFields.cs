using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Customers;

/// <summary>Fills a customer's custom text boxes, such as the fraud score and gateway reference of the last payment.</summary>
[Activity("ClarityConnect.KashFlow", "KashFlow", "Fills a customer's custom text boxes, such as the fraud score and gateway reference of the last payment.", DisplayName = "Set customer fields")]
[FlowNode("Set", "Customer not found")]
public sealed class SetCustomerFields : CodeActivity<Customer>
{
    /// <summary>The KashFlow company.</summary>
    [Input(Description = "The KashFlow company.", ConnectionType = typeof(KashFlowConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The customer's code.</summary>
    [Input(DisplayName = "Customer code", Description = "The customer's code in KashFlow, such as ACME01.", IsRequired = true)]
    public Input<string> CustomerCode { get; set; } = new();

    /// <summary>The values by the name of the box.</summary>
    [Input(Description = "The values by the name of the text box, as { 'Fraud score': '12', 'Gateway reference': 'A1B2' }. The boxes have to be defined in KashFlow first.", IsRequired = true)]
    public Input<IReadOnlyDictionary<string, string>> Fields { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Repeatable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<KashFlowClient>(Connection);
        var fields = context.GetRequired(Fields);
        var code = context.GetRequired(CustomerCode).Trim();
        var updated = await CustomerChange.ApplyAsync(
            client,
            code,
            (before, body) =>
            {
                var defined = CustomerMapping.TextBoxes(before);
                var missing = fields.Keys.Where(name => !defined.ContainsKey(name)).ToList();
                if (missing.Count > 0)
                    throw new ActivityException(FailureKind.Rejected, CustomFieldAdvice.Missing(missing, defined.Keys));
                CustomerMapping.WriteTextBoxes(fields, body);
            },
            context.CancellationToken);
        if (updated is not null)
            context.Set(Result, updated);
        context.Complete(updated is null ? "Customer not found" : "Set");
    }
}

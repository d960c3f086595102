using System.Text.Json;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Customers;

/// <summary>Checks that the custom text boxes that a workflow fills are defined, and says which a person has to add.</summary>
[Activity("ClarityConnect.KashFlow", "KashFlow", "Checks that the custom text boxes that a workflow fills are defined in KashFlow, and says which ones a person has to add there.", DisplayName = "Check custom fields")]
[FlowNode("All defined", "Missing")]
public sealed class CheckCustomFields : CodeActivity<IReadOnlyList<string>>
{
    /// <summary>The KashFlow company.</summary>
    [Input(Description = "The KashFlow company.", ConnectionType = typeof(KashFlowConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The names of the boxes.</summary>
    [Input(DisplayName = "Field names", Description = "The names of the text boxes, as a list such as ['Fraud score', 'Gateway reference'].", IsRequired = true)]
    public Input<IReadOnlyList<string>> FieldNames { get; set; } = new();

    /// <summary>A customer to look at.</summary>
    [Input(DisplayName = "Customer code", Description = "The customer whose record is looked at. Empty: the first customer of the list, which is as good as any.", Category = "Advanced")]
    public Input<string> CustomerCode { get; set; } = new();

    /// <summary>What a person has to do.</summary>
    [Output(Description = "What a person has to do in KashFlow; empty where all of them are defined. The result lists the missing names.")]
    public Output<string> Advice { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<KashFlowClient>(Connection);
        var customer = await CustomerAsync(client, context.Get(CustomerCode), context.CancellationToken);
        var defined = customer is { } row ? CustomerMapping.TextBoxes(row) : new Dictionary<string, string>();
        var missing = context.GetRequired(FieldNames).Where(name => !defined.ContainsKey(name)).ToList();
        context.Set(Result, missing);
        context.Set(Advice, missing.Count == 0 ? "" : CustomFieldAdvice.Missing(missing, defined.Keys));
        context.Complete(missing.Count == 0 ? "All defined" : "Missing");
    }

    // The definitions themselves cannot be read; every customer's record carries all boxes, empty ones too.
    private static async Task<JsonElement?> CustomerAsync(KashFlowClient client, string? code, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(code))
            return await CustomerLookup.ByCodeAsync(client, code, cancellationToken);
        await foreach (var row in client.Rest.ListAsync("customers?perpage=1", cancellationToken))
            return KashFlowJson.Text(row, "Code") is { } first ? await CustomerLookup.ByCodeAsync(client, first, cancellationToken) : row;
        return null;
    }
}

using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.CustomFields;

/// <summary>Defines a custom field, at most once for each group and key.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Defines a custom field for customers, items or sales, unless it is there. It is never made a required one.", DisplayName = "Define custom field")]
public sealed class DefineCustomField : CodeActivity<RetailField>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The group.</summary>
    [Input(Description = "What the field belongs to: customer, item, sales.transaction (tickets and orders) or sales.transaction.line_item.", Options = ["customer", "item", "sales.transaction", "sales.transaction.line_item"], IsRequired = true)]
    public Input<string> Group { get; set; } = new();

    /// <summary>The key.</summary>
    [Input(Description = "The key under which records carry the value: small letters, digits and underscores, such as external_key.", IsRequired = true)]
    public Input<string> Key { get; set; } = new();

    /// <summary>The label.</summary>
    [Input(Description = "What people see; empty for the key.")]
    public Input<string> Label { get; set; } = new();

    /// <summary>The kind of value.</summary>
    [Input(DisplayName = "Kind of value", Description = "The kind of value, such as text, number, date or boolean. Default text.")]
    public Input<string> Kind { get; set; } = new("text");

    /// <summary>Whether it was there before.</summary>
    [Output(Description = "Whether it was there before, so that nothing was made now.")]
    public Output<bool> AlreadyExisted { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Reconcilable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var key = context.GetRequired(Key);
        var (field, existed) = await client.CustomFields.DefineAsync(
            context.GetRequired(Group), key, context.Get(Label) is { Length: > 0 } label ? label : key, context.GetRequired(Kind), context.CancellationToken);
        context.Set(Result, field);
        context.Set(AlreadyExisted, existed);
    }

    /// <inheritdoc/>
    protected override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        if (await client.CustomFields.FindAsync(context.GetRequired(Group), context.GetRequired(Key), context.CancellationToken) is not { } field)
            return Reconciliation.NotApplied;
        context.Set(Result, field);
        context.Set(AlreadyExisted, true);
        context.Complete();
        return Reconciliation.Applied;
    }
}

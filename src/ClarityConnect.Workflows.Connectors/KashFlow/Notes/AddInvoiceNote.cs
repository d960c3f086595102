using System.Globalization;
using ClarityConnect.Workflows.Connectors.KashFlow.Invoices;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Notes;

/// <summary>Adds a note to an invoice, at most once for each reference. Invoices have no custom fields, so this is where facts about a payment go.</summary>
[Activity("ClarityConnect.KashFlow", "KashFlow", "Adds a note to an invoice, such as the gateway's reference and fraud score of its payment. The same reference is never noted twice.", DisplayName = "Add invoice note")]
[FlowNode("Added", "Invoice not found", "Already there")]
public sealed class AddInvoiceNote : CodeActivity<string>
{
    /// <summary>The KashFlow company.</summary>
    [Input(Description = "The KashFlow company.", ConnectionType = typeof(KashFlowConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The invoice's number.</summary>
    [Input(DisplayName = "Invoice number", Description = "The number of the invoice, such as 1042.", IsRequired = true)]
    public Input<string> InvoiceNumber { get; set; } = new();

    /// <summary>Our reference.</summary>
    [Input(Description = "What the note is about, the same whenever the same note comes, such as Opayo's transaction id. It begins the note.", IsRequired = true)]
    public Input<string> Reference { get; set; } = new();

    /// <summary>What the note says.</summary>
    [Input(Description = "What the note says after the reference.")]
    public Input<string> Text { get; set; } = new();

    /// <summary>Facts by name.</summary>
    [Input(Description = "Facts to add, as { 'fraud score': '12', 'last four digits': '4242' }. They follow the text, each as name: value.")]
    public Input<IReadOnlyDictionary<string, string>> Details { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Reconcilable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<KashFlowClient>(Connection);
        var number = DocumentNumber.Parse(context.GetRequired(InvoiceNumber));
        var text = NoteText.Write(context.GetRequired(Reference).Trim(), context.Get(Text), context.Get(Details));
        var outcome = await client.Turns.RunAsync(
            $"notes {number}",
            async () =>
            {
                if (await InvoiceLookup.FindAsync(client, number, context.CancellationToken) is null)
                    return "Invoice not found";
                if (await FindAsync(context, client, number) is { } earlier)
                {
                    text = earlier;
                    return "Already there";
                }

                await client.Rest.PostAsync(PathOf(number), NoteText.Body(text), context.CancellationToken);
                return "Added";
            },
            context.CancellationToken);
        if (outcome != "Invoice not found")
            context.Set(Result, text);
        context.Complete(outcome);
    }

    /// <inheritdoc/>
    protected override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<KashFlowClient>(Connection);
        var number = DocumentNumber.Parse(context.GetRequired(InvoiceNumber));
        if (await InvoiceLookup.FindAsync(client, number, context.CancellationToken) is null || await FindAsync(context, client, number) is not { } text)
            return Reconciliation.NotApplied;
        context.Set(Result, text);
        context.Complete("Added");
        return Reconciliation.Applied;
    }

    // The contract also lists the kinds of objects by number (3 for invoices); the word is what its examples use.
    private static string PathOf(long number) => string.Create(CultureInfo.InvariantCulture, $"invoices/{number}/notes");

    private async Task<string?> FindAsync(ActivityExecutionContext context, KashFlowClient client, long number)
    {
        var reference = context.GetRequired(Reference).Trim();
        await foreach (var note in client.Rest.ListAsync(PathOf(number), context.CancellationToken))
        {
            if (NoteText.Of(note) is { } text && ReferenceText.Holds(text, reference))
                return text;
        }

        return null;
    }
}

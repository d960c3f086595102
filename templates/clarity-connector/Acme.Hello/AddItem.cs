using ClarityConnect.Workflows.Sdk.Activities;

namespace Acme.Hello;

/// <summary>Adds an item to a list of the service, once for each time that the step is run.</summary>
[Activity("Acme.Hello", "Acme Hello", "Adds an item to a list of the service.", DisplayName = "Add an item")]
public sealed class AddItem : CodeActivity<Item>
{
    /// <summary>The account.</summary>
    [Input(Description = "The account at the service.", ConnectionType = typeof(ServiceConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The list.</summary>
    [Input(Description = "The list that gets the item.", Choices = typeof(ListChoices), IsRequired = true)]
    public Input<string> List { get; set; } = new();

    /// <summary>What it says.</summary>
    [Input(Description = "What the item says, such as \"Call Ada back\".", IsRequired = true)]
    public Input<string> Title { get; set; } = new();

    // It changes something outside, so what may be done after an interrupted attempt has to be said. The service recognises a key that it has seen, so the
    // step may simply be run again. Of a service that does not, but can be asked, say Reconcilable and override ReconcileAsync; of one that can do neither,
    // Unrepeatable: then a person decides.
    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Repeatable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<ServiceClient>(Connection);

        // The key is the same on every attempt of this step, and another one for every run and every round of a loop.
        var item = await client.AddAsync(context.GetRequired(List), context.GetRequired(Title), context.IdempotencyKey, context.CancellationToken);
        context.Set(Result, item);
    }
}

using ClarityConnect.Workflows.Connectors.SagePro.Changes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Connectors.SagePro.Orders;

/// <summary>Starts an instance for every sales order whose header is new or different.</summary>
[Activity("ClarityConnect.SagePro", "Sage Pro", "Starts when a sales order of Sage Pro is new or was changed.", DisplayName = "Order changed")]
public sealed class OrderChanged : ChangeTrigger<SageProOrder>
{
    /// <summary>Whether orders that workflows posted are left out.</summary>
    [Input(DisplayName = "Leave out own orders", Description = "Whether an order that a workflow posted is left out as long as nobody has done anything with it in Sage Pro. Keep it on where orders also go to Sage Pro.", Order = 2)]
    public Input<bool> LeaveOutOwn { get; set; } = new(true);

    /// <summary>Whether only orders start a run that were taken in Sage Pro itself.</summary>
    [Input(DisplayName = "Only orders taken in Sage Pro", Description = "Whether orders that a workflow posted are left out for good, also when somebody does something with them in Sage Pro later. Off, they start a run then.", Order = 3)]
    public Input<bool> OnlyTakenThere { get; set; } = new();

    private protected override string Kind => ChangeKind.Orders;

    private protected override string? CorrelationOf(SageProOrder row) => row.Number;

    private protected override bool Means(PollContext context, SageProOrder row) => row.Reference is null || !context.Get(OnlyTakenThere);

    private protected override Input<bool>? LeavesOutOwn => LeaveOutOwn;
}

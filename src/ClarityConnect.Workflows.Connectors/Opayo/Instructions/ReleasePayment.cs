using ClarityConnect.Workflows.Connectors.Opayo.Amounts;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Instructions;

/// <summary>Takes money that a deferred payment holds, once, in whole or in part.</summary>
[Activity("ClarityConnect.Opayo", "Opayo", "Takes the money that a deferred payment holds, usually when the goods leave. Only once; what is not released then is let go.", DisplayName = "Release payment")]
[FlowNode("Released", NotPossible)]
public sealed class ReleasePayment : InstructionActivity
{
    /// <summary>The amount.</summary>
    [Input(Description = "How much to take, as people write it; no more than is held.", IsRequired = true, Order = 2)]
    public Input<decimal?> Amount { get; set; } = new();

    /// <summary>The currency.</summary>
    [Input(Description = "The currency of the deferred payment in three letters, such as GBP.", IsRequired = true, Order = 3)]
    public Input<string> Currency { get; set; } = new();

    private protected override string Instruction => "release";

    private protected override string DoneOutcome => "Released";

    private protected override PaymentStatus StatusAfter => PaymentStatus.Paid;

    private protected override long? MinorAmount(ActivityExecutionContext context) => MinorUnits.Of(
        context.Get(Amount) ?? throw new ActivityException(FailureKind.InvalidData, "The input 'Amount' is empty. Give it the amount to release."),
        MinorUnits.Code(context.GetRequired(Currency)));
}

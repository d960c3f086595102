using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Opayo.Instructions;

/// <summary>Ends a card check (Authenticate), so that no more money can be authorised on it.</summary>
[Activity("ClarityConnect.Opayo", "Opayo", "Ends a card check (Authenticate), so that no more money can be authorised on it.", DisplayName = "Cancel card check")]
[FlowNode("Cancelled", NotPossible)]
public sealed class CancelCardCheck : InstructionActivity
{
    private protected override string Instruction => "cancel";

    private protected override string DoneOutcome => "Cancelled";

    private protected override PaymentStatus StatusAfter => PaymentStatus.Cancelled;
}

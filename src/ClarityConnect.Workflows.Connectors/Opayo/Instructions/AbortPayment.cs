using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Opayo.Instructions;

/// <summary>Lets go of money that a deferred payment holds. It cannot be undone.</summary>
[Activity("ClarityConnect.Opayo", "Opayo", "Lets go of money that a deferred payment holds. It cannot be undone.", DisplayName = "Abort payment")]
[FlowNode("Aborted", NotPossible)]
public sealed class AbortPayment : InstructionActivity
{
    private protected override string Instruction => "abort";

    private protected override string DoneOutcome => "Aborted";

    private protected override PaymentStatus StatusAfter => PaymentStatus.Cancelled;
}

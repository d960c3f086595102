using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Opayo.Instructions;

/// <summary>Undoes a payment or refund of the same day, before it is settled. It cannot be undone; after midnight in the United Kingdom refund instead.</summary>
[Activity("ClarityConnect.Opayo", "Opayo", "Undoes a payment or refund of the same day, before it is settled. It cannot be undone; after midnight in the United Kingdom refund instead.", DisplayName = "Void payment")]
[FlowNode("Voided", NotPossible)]
public sealed class VoidPayment : InstructionActivity
{
    private protected override string Instruction => "void";

    private protected override string DoneOutcome => "Voided";

    private protected override PaymentStatus StatusAfter => PaymentStatus.Voided;
}

using ClarityConnect.Workflows.Connectors.Opayo.Pi;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Instructions;

/// <summary>What the activities that instruct a transaction have in common: a transaction takes each instruction once, and remembers it.</summary>
public abstract class InstructionActivity : CodeActivity<InstructedPayment>
{
    /// <summary>The port for a transaction whose state does not allow the instruction.</summary>
    internal const string NotPossible = "Not possible";

    /// <summary>The merchant at Opayo.</summary>
    [Input(Description = "The merchant at Opayo Pi.", ConnectionType = typeof(OpayoPiConnection), IsRequired = true, Order = 0)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The transaction.</summary>
    [Input(DisplayName = "Transaction", Description = "Opayo's id of the transaction.", IsRequired = true, Order = 1)]
    public Input<string> TransactionId { get; set; } = new();

    /// <summary>Why it was not possible.</summary>
    [Output(DisplayName = "Status detail", Description = "At 'Not possible': Opayo's own words.")]
    public Output<string> StatusDetail { get; set; } = new();

    private protected abstract string Instruction { get; }

    private protected abstract string DoneOutcome { get; }

    private protected abstract PaymentStatus StatusAfter { get; }

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Reconcilable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<OpayoPiClient>(Connection);
        var id = context.GetRequired(TransactionId);
        try
        {
            var done = await client.InstructAsync(id, Instruction, MinorAmount(context), context.CancellationToken);
            Report(context, done, alreadyDone: false);
        }
        catch (ActivityException refusal) when (refusal.Kind == FailureKind.Rejected && PiFailure.IsWrongState(refusal))
        {
            if (await DoneAsync(client, id, context.CancellationToken) is { } before)
            {
                Report(context, before, alreadyDone: true);
                return;
            }

            context.Set(StatusDetail, refusal.VendorMessage ?? refusal.Message);
            context.Complete(NotPossible);
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<OpayoPiClient>(Connection);
        if (await DoneAsync(client, context.GetRequired(TransactionId), context.CancellationToken) is not { } done)
            return Reconciliation.NotApplied;
        Report(context, done, alreadyDone: true);
        return Reconciliation.Applied;
    }

    /// <summary>The amount in minor units; null for all.</summary>
    private protected virtual long? MinorAmount(ActivityExecutionContext context) => null;

    private async Task<PiInstruction?> DoneAsync(OpayoPiClient client, string transactionId, CancellationToken cancellationToken)
    {
        var instructions = await client.ListInstructionsAsync(transactionId, cancellationToken);
        return instructions.FirstOrDefault(one => one.Type == Instruction);
    }

    private void Report(ActivityExecutionContext context, PiInstruction done, bool alreadyDone)
    {
        context.Set(Result, new InstructedPayment
        {
            TransactionId = context.GetRequired(TransactionId),
            Instruction = Instruction,
            Status = StatusAfter,
            At = done.At,
            AlreadyDone = alreadyDone,
        });
        context.Complete(DoneOutcome);
    }
}

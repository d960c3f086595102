using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical.Accounts;

namespace ClarityConnect.Workflows.Engine.Activities.Transformation;

/// <summary>Derives the general-ledger account and dimensions of a transaction from a table that the business edits.</summary>
[Activity("ClarityConnect", "Data", "Finds the GL account and dimensions for a kind of transaction, payment method, card type and shop in a table that you edit.", DisplayName = "Derive GL account")]
[FlowNode(Found, NotFound)]
public sealed class DeriveGlAccount : DerivationActivity
{
    /// <summary>What happened.</summary>
    [Input(Description = "What happened, such as sale, refund, fee or deposit.", Order = 0.1f)]
    public Input<string> Transaction { get; set; } = new();

    /// <summary>How it was paid.</summary>
    [Input(DisplayName = "Payment method", Description = "How it was paid, such as card or cash.", Order = 0.2f)]
    public Input<string> PaymentMethod { get; set; } = new();

    /// <summary>The card type.</summary>
    [Input(DisplayName = "Card type", Description = "The card type, such as visa.", Order = 0.3f)]
    public Input<string> CardType { get; set; } = new();

    /// <summary>The merchant account.</summary>
    [Input(Description = "The merchant account or vendor at the payment provider.", Order = 0.4f)]
    public Input<string> Merchant { get; set; } = new();

    /// <summary>The account.</summary>
    [Output(Description = "The GL account.")]
    public Output<string> Account { get; set; } = new();

    /// <summary>The department.</summary>
    [Output(Description = "The department; empty where the table names none.")]
    public Output<string> Department { get; set; } = new();

    /// <summary>The ledger's location.</summary>
    [Output(DisplayName = "Location dimension", Description = "The ledger's location, column locationDimension; empty where the table names none.")]
    public Output<string> LocationDimension { get; set; } = new();

    /// <summary>The project.</summary>
    [Output(Description = "The project; empty where the table names none.")]
    public Output<string> Project { get; set; } = new();

    private protected override string NeededResult => "account";

    private protected override Dictionary<string, string?> Facts(ActivityExecutionContext context)
    {
        var facts = base.Facts(context);
        facts["transaction"] = context.Get(Transaction);
        facts["paymentMethod"] = context.Get(PaymentMethod);
        facts["cardType"] = context.Get(CardType);
        facts["merchant"] = context.Get(Merchant);
        return facts;
    }

    private protected override void Report(ActivityExecutionContext context, DerivedValues found)
    {
        context.Set(Account, found["account"]);
        context.Set(Department, found["department"]);
        context.Set(LocationDimension, found["locationDimension"]);
        context.Set(Project, found["project"]);
    }
}

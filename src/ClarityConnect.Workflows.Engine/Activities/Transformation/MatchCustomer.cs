using ClarityConnect.Workflows.Engine.Duplicates;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Canonical.Contacts;

namespace ClarityConnect.Workflows.Engine.Activities.Transformation;

/// <summary>Says whether a customer is among known ones.</summary>
[Activity("ClarityConnect", "Data", "Says whether a customer is known already: the same by e-mail or telephone, probably the same by name and address, or new.", DisplayName = "Match customer")]
[FlowNode(Same, Probable, New)]
public sealed class MatchCustomer : CodeActivity<Customer>
{
    private const string Same = "Same";
    private const string Probable = "Probably the same";
    private const string New = "New";

    /// <summary>The customer.</summary>
    [Input(Description = "The customer that came in.", IsRequired = true)]
    public Input<Customer> Customer { get; set; } = new();

    /// <summary>The known customers.</summary>
    [Input(DisplayName = "Known customers", Description = "The customers to look among: those of the other system.", IsRequired = true)]
    public Input<IReadOnlyList<Customer>> KnownCustomers { get; set; } = new();

    /// <summary>The country of numbers without a calling code.</summary>
    [Input(DisplayName = "Default country", Description = "The country of telephone numbers and postcodes whose customer names none, such as GB.")]
    public Input<string> DefaultCountry { get; set; } = new();

    /// <summary>The completed record.</summary>
    [Output(Description = "The known customer with its empty parts filled in from the one that came in; only by the port Same.")]
    public Output<Customer> Merged { get; set; } = new();

    /// <summary>How alike the names are.</summary>
    [Output(Description = "How much the names are alike, 0 to 100.")]
    public Output<int> Score { get; set; } = new();

    /// <summary>What speaks for it.</summary>
    [Output(Description = "What speaks for it and against it, for the person who decides.")]
    public Output<IReadOnlyList<string>> Reasons { get; set; } = new();

    /// <summary>All that were found.</summary>
    [Output(Description = "All customers that it may be, each with kind, score and reasons, the likeliest first.")]
    public Output<IReadOnlyList<CustomerMatch>> Matches { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var customer = context.GetRequired(Customer);
        var matches = new CustomerMatching(context.Get(KnownCustomers) ?? [], context.Get(DefaultCountry)).Find(customer);
        context.Set(Matches, matches);
        if (matches.Count == 0)
        {
            context.Complete(New);
            return;
        }

        var best = matches[0];
        context.Set(Result, best.Customer);
        context.Set(Score, best.Score);
        context.Set(Reasons, best.Reasons);
        if (best.Kind == CustomerMatchKind.Same)
            context.Set(Merged, CustomerMerge.Merge(best.Customer, [customer]));
        context.Complete(best.Kind == CustomerMatchKind.Same ? Same : Probable);
    }
}

using ClarityConnect.Workflows.Engine.Duplicates;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Canonical.Contacts;

namespace ClarityConnect.Workflows.Engine.Activities.Transformation;

/// <summary>Finds the duplicates in a list of customers.</summary>
[Activity("ClarityConnect", "Data", "Finds customers that a list has several times: those to merge, and those that a person has to look at.", DisplayName = "Find duplicate customers")]
[FlowNode(ToMerge, ToReview, None)]
public sealed class FindDuplicateCustomers : CodeActivity<IReadOnlyList<CustomerGroup>>
{
    private const string ToMerge = "To merge";
    private const string ToReview = "To review";
    private const string None = "None";

    /// <summary>The customers.</summary>
    [Input(Description = "The customers to look through.", IsRequired = true)]
    public Input<IReadOnlyList<Customer>> Customers { get; set; } = new();

    /// <summary>The country of numbers without a calling code.</summary>
    [Input(DisplayName = "Default country", Description = "The country of telephone numbers and postcodes whose customer names none, such as GB.")]
    public Input<string> DefaultCountry { get; set; } = new();

    /// <summary>What a person has to decide on.</summary>
    [Output(DisplayName = "Pairs to review", Description = "Pairs that may be of one customer, each with first, second, score and reasons, for a person to decide.")]
    public Output<IReadOnlyList<CustomerPair>> PairsToReview { get; set; } = new();

    /// <summary>The list without duplicates.</summary>
    [Output(DisplayName = "Merged list", Description = "All customers, with the records of one customer merged into the first of them.")]
    public Output<IReadOnlyList<Customer>> MergedList { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var list = context.Get(Customers) ?? [];
        var report = CustomerMatching.FindDuplicates(list, context.Get(DefaultCountry));
        var groups = report.Groups.Select(places => new CustomerGroup(CustomerMerge.Merge(list[places[0]], places.Skip(1).Select(place => list[place])), [.. places.Select(place => list[place])])).ToList();
        var merged = report.Groups.Zip(groups).ToDictionary(group => group.First[0], group => group.Second.Merged);
        var absorbed = report.Groups.SelectMany(places => places.Skip(1)).ToHashSet();
        context.Set(Result, groups);
        context.Set(PairsToReview, [.. report.ToReview.Select(pair => new CustomerPair(list[pair.First], list[pair.Second], pair.Score, pair.Reasons))]);
        context.Set(MergedList, [.. Enumerable.Range(0, list.Count).Where(place => !absorbed.Contains(place)).Select(place => merged.GetValueOrDefault(place) ?? list[place])]);
        string[] outcomes = [.. groups.Count > 0 ? [ToMerge] : Array.Empty<string>(), .. report.ToReview.Count > 0 ? [ToReview] : Array.Empty<string>()];
        context.Complete(outcomes.Length == 0 ? [None] : outcomes);
    }
}

using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Intacct.Setup;

/// <summary>Lists the values of a dimension.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Lists what lines can be tagged with in one dimension: locations, departments, classes, projects, customers, items, vendors or employees.", DisplayName = "List dimension")]
public sealed class ListDimension : CodeActivity<IReadOnlyList<SetupEntry>>
{
    /// <summary>The Sage Intacct company.</summary>
    [Input(Description = "The Sage Intacct company.", ConnectionType = typeof(IntacctConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The dimension.</summary>
    [Input(Description = "Which dimension to list.", IsRequired = true)]
    public Input<DimensionKind> Dimension { get; set; } = new();

    /// <summary>Whether values that are not in use are left out.</summary>
    [Input(DisplayName = "Only in use", Description = "Whether values that are inactive in Intacct are left out.")]
    public Input<bool> OnlyInUse { get; set; } = new(true);

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<IntacctClient>(Connection);
        var entries = await IntacctSetup.ListAsync(client, Object(context.Get(Dimension)), context.CancellationToken);
        context.Set(Result, context.Get(OnlyInUse) ? [.. entries.Where(entry => entry.IsActive)] : entries);
    }

    private static (string Object, string Id, string Name) Object(DimensionKind kind) => kind switch
    {
        DimensionKind.Department => IntacctSetup.Departments,
        DimensionKind.Class => IntacctSetup.Classes,
        DimensionKind.Project => IntacctSetup.Projects,
        DimensionKind.Customer => IntacctSetup.Customers,
        DimensionKind.Item => IntacctSetup.Items,
        DimensionKind.Vendor => IntacctSetup.Vendors,
        DimensionKind.Employee => IntacctSetup.Employees,
        _ => IntacctSetup.Locations,
    };
}

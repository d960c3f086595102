using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Intacct.Setup;

/// <summary>Lists the departments that lines can be tagged with.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Lists the departments that lines can be tagged with.", DisplayName = "List departments")]
public sealed class ListDepartments : CodeActivity<IReadOnlyList<SetupEntry>>
{
    /// <summary>The Sage Intacct company.</summary>
    [Input(Description = "The Sage Intacct company.", ConnectionType = typeof(IntacctConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.Set(Result, await IntacctSetup.ListAsync(await context.GetClientAsync<IntacctClient>(Connection), IntacctSetup.Departments, context.CancellationToken));
}

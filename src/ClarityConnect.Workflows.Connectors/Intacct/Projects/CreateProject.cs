using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Intacct.Choices;
using ClarityConnect.Workflows.Connectors.Intacct.Gateway;
using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Intacct.Projects;

/// <summary>Makes a project, at most once for each project ID. The XML gateway only.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Makes a project that lines can be tagged with. One that is there already under the same ID is given back.", DisplayName = "Create project")]
public sealed class CreateProject : IntacctWriteActivity<LedgerProject>
{
    /// <summary>The project's id.</summary>
    [Input(DisplayName = "Project ID", Description = "The ID of the project, the same whenever the same project is sent.", IsRequired = true)]
    public Input<string> ProjectId { get; set; } = new();

    /// <summary>The name.</summary>
    [Input(DisplayName = "Project name", Description = "The name of the project.", IsRequired = true)]
    public Input<string> ProjectName { get; set; } = new();

    /// <summary>The category.</summary>
    [Input(DisplayName = "Project category", Description = "The category, as in Intacct, such as 'Contract' or 'Internal Billable'.", IsRequired = true)]
    public Input<string> Category { get; set; } = new("Contract");

    /// <summary>The customer.</summary>
    [Input(DisplayName = "Customer", Description = "The ID of the customer that the project is for; usually empty.", Choices = typeof(CustomerChoices))]
    public Input<string> CustomerId { get; set; } = new();

    /// <summary>What it is about.</summary>
    [Input(Description = "What the project is about.")]
    public Input<string> Description { get; set; } = new();

    private protected override AtMostOnce<LedgerProject> Prepare(ActivityExecutionContext context, IntacctClient client)
    {
        var (id, name) = (context.GetRequired(ProjectId).Trim(), context.GetRequired(ProjectName));
        var record = new XElement(
            "PROJECT",
            new XElement("PROJECTID", id),
            new XElement("NAME", name),
            IntacctXml.Optional("DESCRIPTION", context.Get(Description)),
            new XElement("PROJECTCATEGORY", context.GetRequired(Category)),
            new XElement("STATUS", "active"),
            IntacctXml.Optional("CUSTOMERID", context.Get(CustomerId)));
        return new WriteOnce<LedgerProject>(client, new IntacctWrite($"project '{id}'", WriteKey.Of("project", id), new XElement("create", record)), FindAsync, async (_, cancellationToken) =>
            await ReadAsync(cancellationToken) ?? new LedgerProject(id, name, IsActive: true, AlreadyThere: false));

        async Task<LedgerProject?> FindAsync(CancellationToken cancellationToken) =>
            await ReadAsync(cancellationToken) is { } found ? found with { AlreadyThere = true } : null;

        async Task<LedgerProject?> ReadAsync(CancellationToken cancellationToken)
        {
            var query = new IntacctQuery("PROJECT", ["PROJECTID", "NAME", "STATUS"]) { Conditions = [IntacctCondition.Equal("PROJECTID", id)], MaxRecords = 1 };
            return await client.ListAsync(query, cancellationToken) is [var row]
                ? new LedgerProject(id, row.Text("NAME") ?? "", row.Text("STATUS")?.Equals("inactive", StringComparison.OrdinalIgnoreCase) != true, AlreadyThere: false)
                : null;
        }
    }
}

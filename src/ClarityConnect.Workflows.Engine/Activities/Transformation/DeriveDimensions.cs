using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical.Accounts;

namespace ClarityConnect.Workflows.Engine.Activities.Transformation;

/// <summary>Derives the dimensions of a posting from a table that the business edits.</summary>
[Activity("ClarityConnect", "Data", "Finds location, department, project and class for a till, shop or customer in a table that you edit.", DisplayName = "Derive dimensions")]
[FlowNode(Found, NotFound)]
public sealed class DeriveDimensions : DerivationActivity
{
    /// <summary>The ledger's location.</summary>
    [Output(DisplayName = "Location dimension", Description = "The ledger's location, column locationDimension; empty where the table names none.")]
    public Output<string> LocationDimension { get; set; } = new();

    /// <summary>The department.</summary>
    [Output(Description = "The department; empty where the table names none.")]
    public Output<string> Department { get; set; } = new();

    /// <summary>The project.</summary>
    [Output(Description = "The project; empty where the table names none.")]
    public Output<string> Project { get; set; } = new();

    /// <summary>The class.</summary>
    [Output(Description = "The class; empty where the table names none.")]
    public Output<string> Class { get; set; } = new();

    private protected override void Report(ActivityExecutionContext context, DerivedValues found)
    {
        context.Set(LocationDimension, found["locationDimension"]);
        context.Set(Department, found["department"]);
        context.Set(Project, found["project"]);
        context.Set(Class, found["class"]);
    }
}

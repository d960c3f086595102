using ClarityConnect.Workflows.Engine.References;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Activities.References;

/// <summary>Finds the record of one system that belongs to a known record of another.</summary>
[Activity("ClarityConnect", "Data", "Finds the record of another system that belongs to a known one, as Link records noted it.")]
[FlowNode("Found", "Not found")]
public sealed class FindLinkedRecord : Activity
{
    /// <summary>The system of the record that is known.</summary>
    [Input(DisplayName = "Known system", Description = "The system of the record that you know, such as opayo.", IsRequired = true)]
    public Input<string> KnownSystem { get; set; } = new();

    /// <summary>The kind of the record that is known.</summary>
    [Input(DisplayName = "Known kind", Description = "The kind of the record that you know, such as transaction.", IsRequired = true)]
    public Input<string> KnownKind { get; set; } = new();

    /// <summary>The id of the record that is known.</summary>
    [Input(DisplayName = "Known id", Description = "The id of the record that you know.", IsRequired = true)]
    public Input<string> KnownId { get; set; } = new();

    /// <summary>The system of the record that is wanted.</summary>
    [Input(DisplayName = "Wanted system", Description = "The system in which to find the record, such as kashflow.", IsRequired = true)]
    public Input<string> WantedSystem { get; set; } = new();

    /// <summary>The kind of the record that is wanted; any kind if empty.</summary>
    [Input(DisplayName = "Wanted kind", Description = "The kind of record to find there, such as invoice; empty for any kind.")]
    public Input<string> WantedKind { get; set; } = new();

    /// <summary>The id of the record; of several, of the one linked last.</summary>
    [Output(DisplayName = "Record id", Description = "The id of the record that was found; where there are several, of the one that was linked last.")]
    public Output<string> RecordId { get; set; } = new();

    /// <summary>All records of the wanted system and kind, the one linked last first.</summary>
    [Output(Description = "All records of that system and kind, the one that was linked last first.")]
    public Output<IReadOnlyList<LinkedRecord>> Records { get; set; } = new();

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var known = RecordReader.Create(context.GetRequired(KnownSystem), context.GetRequired(KnownKind), context.GetRequired(KnownId))
            ?? throw new ActivityException(FailureKind.InvalidData, "The system, kind or id of the known record consists of blanks only. Give all three.");
        var system = context.GetRequired(WantedSystem).Trim();
        var kind = context.Get(WantedKind)?.Trim();
        var group = await context.GetService<ReferenceDirectory>().FindGroupAsync(known, context.CancellationToken);
        var found = group
            .Where(record => record.System.Equals(system, StringComparison.OrdinalIgnoreCase))
            .Where(record => string.IsNullOrEmpty(kind) || record.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase))
            .Where(record => record.ToReference() != known)
            .Reverse()
            .ToList();
        context.Set(Records, found);
        context.Set(RecordId, found.Count == 0 ? null : found[0].Id);
        context.Complete(found.Count == 0 ? "Not found" : "Found");
    }
}

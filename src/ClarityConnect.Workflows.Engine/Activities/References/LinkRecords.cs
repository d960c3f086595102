using System.Text.Json;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.References;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Activities.References;

/// <summary>Notes that records of different systems belong together. The same again changes nothing; groups that share a record become one.</summary>
[Activity("ClarityConnect", "Data", "Notes which records of different systems belong together, so that each is found from the others.")]
public sealed class LinkRecords : Activity, IWritesHere
{
    /// <summary>The records: a list of objects with system, kind and id, or a list of such lists to link many at once.</summary>
    [Input(
        Description = "The records that belong together, each with system, kind and id, such as [{\"system\": \"opayo\", \"kind\": \"transaction\", \"id\": \"3C9E\"}, {\"system\": \"kashflow\", \"kind\": \"invoice\", \"id\": \"77\"}]. "
            + "Records whose id is empty are left out. To link many at once, give a list of such lists.",
        UIHint = "json-editor",
        IsRequired = true)]
    public Input<JsonElement> Records { get; set; } = new();

    /// <summary>All records of the group, those that were linked before included; of the first group where many are linked at once.</summary>
    [Output(DisplayName = "Linked records", Description = "All records that belong together now, those linked earlier included; of the first list where several are given.")]
    public Output<IReadOnlyList<LinkedRecord>> LinkedRecords { get; set; } = new();

    /// <summary>How many records were not known before.</summary>
    [Output(DisplayName = "New records", Description = "How many of the records were not linked before.")]
    public Output<int> NewRecords { get; set; } = new();

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var groups = RecordReader.ReadGroups(context.Get(Records)).Where(group => group.Count > 0).ToList();
        if (groups.Count == 0)
            throw new ActivityException(FailureKind.InvalidData, "None of the records has an id, so there is nothing to link. Give the ids that the other systems answered with.");
        var ids = context.GetService<IdGenerator>();
        var directory = context.GetService<ReferenceDirectory>();
        var now = context.Time.GetUtcNow();
        var outcomes = await directory.LinkAsync(groups.ConvertAll(group => new RecordLink(group, ids.Next(), now)
        {
            InstanceId = context.InstanceId,
            DefinitionId = context.DefinitionId,
            ActivityName = context.ActivityName,
        }));
        context.Set(NewRecords, outcomes.Sum(outcome => outcome.NewRecords));
        context.Set(LinkedRecords, await directory.FindGroupAsync(groups[0][0], context.CancellationToken));
        context.Complete();
    }
}
